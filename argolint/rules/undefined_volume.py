"""See `rules/undefined-volume.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.flow.patched import patched_containers, patched_templates, patches_for
from argolint.flow.volumes import brought, lacking
from argolint.kubernetes.containers import Container, Role
from argolint.kubernetes.volumes import (
    ARGOS_OWN,
    mounts_of,
    spec_volumes,
    template_mounts,
    template_volumes,
    workflow_volumes,
)
from argolint.model import Template, WorkflowObject
from argolint.rules.api import finding, rule
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(Container, WorkflowObject, Template),
    group="names",
    since="0.1",
    needs=("volumeMounts", "podSpecPatch", "templateDefaults"),
)
def undefined_volume(subject: Container | WorkflowObject | Template, cx: Context) -> Findings:
    """A container mounts a volume that neither its template nor its workflow declares."""
    if isinstance(subject, Container):
        yield from _mounted(subject, cx)
        return
    for template in patched_templates(subject):
        yield from _patched_in(template, cx)


def _mounted(container: Container, cx: Context) -> Findings:
    template, item = container.template, container.owner
    if "volumeMounts" not in container.node.entries or template is None:
        return
    flow = cx.flow(item)
    if container.role is Role.MEMBER:
        outer: frozenset[str] | None = ARGOS_OWN | {at.volume.text for at in template_mounts(template)}
    elif item.is_template:
        return
    else:
        outer = brought(flow)
    if outer is None:
        return
    for mount in lacking(mounts_of(container), template, outer, flow):
        known = {name.text for at in (spec_volumes(item), template_volumes(template)) for name in at}
        name = mount.volume.text
        otherwise = "declare it under `volumes` of the template or of `spec`"
        if container.role is Role.MEMBER and name in known:
            help_: str | None = "mount it under `containerSet.volumeMounts` too: Argo adds volumes to the pod by those"
        else:
            help_ = did_you_mean(name, tuple(sorted(known)), otherwise)
        yield finding(
            mount.volume.span,
            f"{container.title} mounts `{name}`, which is no volume {_where(template)}",
            help=help_,
        )


def _patched_in(template: Template, cx: Context) -> Findings:
    """What patches mount into the pod of a template, where no volume of that name is declared anywhere."""
    patches, outer = patches_for(template), brought(cx.flow(template.owner))
    if patches is None or outer is None or template.owner.is_template:
        return
    patched = {name.text for patch in patches if patch.root is not None for name in workflow_volumes(patch.root)}
    for container in patched_containers(template):
        for mount in container.added_mounts():
            name = mount.node.text
            if mount.is_hidden or name in patched or name in outer | ARGOS_OWN or _may_have(template, name):
                continue
            yield finding(
                mount.place(cx.document.source),
                f"the patch for {template.title} mounts `{name}` into `{container.name}`, which is no volume here",
                help=did_you_mean(name, tuple(sorted(outer | patched)), "declare it under `volumes` of the patch"),
            )


def _may_have(template: Template, name: str) -> bool:
    return any(own.text == name or OPEN in own.text for own in template_volumes(template))


def _where(template: Template) -> str:
    return "of its pod" if template.type == "containerSet" else "here"
