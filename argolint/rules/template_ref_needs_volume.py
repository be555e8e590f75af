"""See `rules/template-ref-needs-volume.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.volumes import brought, lacking_from
from argolint.model import Invocation, WorkflowObject, head
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span

_IN_THE_CALLER = "volumes do not come along with a `templateRef`: add it to `spec.volumes` of this workflow"


@rule(on=(Invocation, WorkflowObject), group="names", since="0.1", needs=("templateRef", "workflowTemplateRef"))
def template_ref_needs_volume(subject: Invocation | WorkflowObject, cx: Context) -> Findings:
    """A referenced template mounts a volume that the workflow which runs it does not declare."""
    if (subject.template_ref if isinstance(subject, Invocation) else subject.workflow_template_ref) is None:
        return
    user = subject if isinstance(subject, WorkflowObject) else subject.caller.owner
    if user.is_template:
        return
    flow = cx.flow(user)
    outer = brought(flow)
    if outer is None:
        return
    said: set[str] = set()
    for place, start in _references(subject, flow):
        for mount in lacking_from(start, outer, cx.flows):
            name, source = mount.volume.text, mount.container.owner.document.source
            if name not in said:
                said.add(name)
                yield finding(
                    place,
                    f"{mount.container.title} mounts `{name}`, which {user.title} does not declare",
                    labels=[note(mount.volume.span, "mounted here", source)],
                    help=_IN_THE_CALLER
                    if isinstance(subject, Invocation)
                    else "add it to `spec.volumes`, here or there",
                )


def _references(subject: Invocation | WorkflowObject, flow: ObjectFlow) -> Iterator[tuple[Span, Template]]:
    if isinstance(subject, Invocation):
        ref, target = subject.template_ref, flow.target(subject)
        if ref is not None and isinstance(target, Resolved) and target.target.owner is not subject.caller.owner:
            yield (ref.name.span if ref.name is not None else head(ref.node)), target.target
        return
    ref, item = subject.workflow_template_ref, flow.referenced_object
    if ref is None or item is None:
        return
    place = ref.name.span if ref.name is not None else head(ref.node)
    for start in (subject.entrypoint or item.entrypoint, subject.on_exit or item.on_exit):
        template = item.template(flow.text(start)) if start is not None else None
        if template is not None:
            yield place, template
