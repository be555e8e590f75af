"""See `rules/missing-entrypoint.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Kind, WorkflowObject
from argolint.nearest import closest
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span


FIELD = "entrypoint"


@rule(on=WorkflowObject, group="names", since="0.1")
def missing_entrypoint(item: WorkflowObject, cx: Context) -> Findings:
    """A workflow does not say which template it starts with."""
    if item.is_template or item.entrypoint is not None or _elsewhere(item, cx):
        return
    if item.workflow_template_ref is None:
        names = [template.name.text for template in item.templates if template.name is not None]
        choice = names[0] if len(names) == 1 else "TEMPLATE"
        yield finding(_place(item), f"{item.title} has no `entrypoint`", help=f"add `entrypoint: {choice}`")
        return
    referenced = cx.flow(item).referenced_object
    if referenced is not None and referenced.entrypoint is None and referenced.workflow_template_ref is None:
        yield finding(
            _place(item),
            f"neither {item.title} nor {referenced.title} has an `entrypoint`",
            labels=[note(referenced.span, "referred to", referenced.document.source)],
            help="add `entrypoint` to one of them",
        )


def _elsewhere(item: WorkflowObject, cx: Context) -> bool:
    """Whether the field is there in a form that another rule reports: misspelt, or at a wrong place."""
    if item.spec is None:
        parent = item.cron if item.kind is Kind.CRON_WORKFLOW else item.node
        field = "workflowSpec" if item.kind is Kind.CRON_WORKFLOW else "spec"
        holder = parent.get(field) if parent is not None else item.node.get("spec")
        return cx.damaged(holder)
    if FIELD in item.node.entries or (item.cron is not None and FIELD in item.cron.entries):
        return True
    return cx.damaged(item.spec) and any(closest(FIELD, [key]) is not None for key in item.spec.entries)


def _place(item: WorkflowObject) -> Span:
    for parent, field in ((item.cron, "workflowSpec"), (item.node, "spec")):
        if parent is not None and field in parent.entries:
            return parent.entries[field].key.span
    return item.span
