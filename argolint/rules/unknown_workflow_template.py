"""See `rules/unknown-workflow-template.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import WorkflowObject, head
from argolint.names import Dynamic, MissingObject, Resolved, needs_cluster_scope
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import no_object

if TYPE_CHECKING:
    from argolint.model import TemplateRef
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="names", since="0.1", needs=("workflowTemplateRef",))
def unknown_workflow_template(item: WorkflowObject, cx: Context) -> Findings:
    """`workflowTemplateRef` names no WorkflowTemplate that the object could take its templates from."""
    ref = item.workflow_template_ref
    if ref is None or item.spec is None or needs_cluster_scope(ref, item):
        return
    if ref.name is None:
        if not cx.damaged(ref.node) and not cx.damaged(ref.node.get("name")):
            at = item.spec.entries["workflowTemplateRef"].key.span
            yield finding(at, "`workflowTemplateRef` names no WorkflowTemplate", help="add `name` to it")
        return
    found = cx.flow(item).referenced
    if isinstance(found, MissingObject):
        yield no_object(found, ref.name.span, cx)
    elif isinstance(found, Dynamic):
        message = f"`{ref.name.text}` is no name: no tag is filled in here"
        yield finding(ref.name.span, message, help="write the name itself")
    elif isinstance(found, Resolved) and (onward := _onward(item, found.target)) is not None:
        yield finding(
            ref.name.span,
            f"{found.target.title} refers on to another one, and Argo does not follow that",
            labels=[note(head(onward.node), "refers on from here", found.target.document.source)],
            help=f"refer to `{onward.name.text}` itself" if onward.name is not None else None,
        )


def _onward(item: WorkflowObject, target: WorkflowObject) -> TemplateRef | None:
    """The reference behind a reference, where a template would have to be found through both."""
    starts = not item.is_template or item.entrypoint or item.on_exit or target.on_exit
    return target.workflow_template_ref if starts else None
