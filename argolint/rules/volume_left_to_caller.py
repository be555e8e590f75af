"""See `rules/volume-left-to-caller.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.volumes import brought, lacking, lacking_from, runs_itself
from argolint.kubernetes.containers import Container, Role
from argolint.kubernetes.volumes import mounts_of, spec_volumes, template_volumes
from argolint.model import Invocation
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(Container, Invocation),
    group="names",
    severity=Severity.WARNING,
    since="0.1",
    needs=("volumeMounts", "templateRef"),
)
def volume_left_to_caller(subject: Container | Invocation, cx: Context) -> Findings:
    """A WorkflowTemplate that runs by itself mounts a volume that it does not declare."""
    if isinstance(subject, Invocation):
        if subject.template_ref is not None and subject.caller.owner.is_template:
            yield from _called(subject, cx)
        return
    template, item = subject.template, subject.owner
    if "volumeMounts" not in subject.node.entries or template is None or subject.role is Role.MEMBER:
        return
    flow = cx.flow(item)
    outer = brought(flow) if item.is_template else None
    if outer is None:
        return
    for mount in lacking(mounts_of(subject), template, outer, flow):
        if runs_itself(template, flow):
            name = mount.volume.text
            known = {at.text for names in (spec_volumes(item), template_volumes(template)) for at in names}
            yield finding(
                mount.volume.span,
                f"{subject.title} mounts `{name}`, which {item.title} leaves to whoever runs it",
                help=did_you_mean(name, tuple(sorted(known)), "declare it under `spec.volumes`"),
            )


def _called(call: Invocation, cx: Context) -> Findings:
    item = call.caller.owner
    flow = cx.flow(item)
    target, outer = flow.target(call), brought(flow)
    if not isinstance(target, Resolved) or target.target.owner is item or outer is None:
        return
    ref, said = call.template_ref, set()
    for mount in lacking_from(target.target, outer, cx.flows):
        name = mount.volume.text
        if name not in said and ref is not None and ref.name is not None and runs_itself(call.caller, flow):
            said.add(name)
            source = mount.container.owner.document.source
            yield finding(
                ref.name.span,
                f"{mount.container.title} mounts `{name}`, which {item.title} leaves to whoever runs it",
                labels=[note(mount.volume.span, "mounted here", source)],
                help="volumes do not come along with a `templateRef`: declare it under `spec.volumes` here",
            )
