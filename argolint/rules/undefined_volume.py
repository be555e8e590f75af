"""See `rules/undefined-volume.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.volumes import brought, lacking
from argolint.kubernetes.containers import Container, Role
from argolint.kubernetes.volumes import ARGOS_OWN, mounts_of, spec_volumes, template_mounts, template_volumes
from argolint.rules.api import finding, rule
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from argolint.model import Template
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="names", since="0.1", needs=("volumeMounts",))
def undefined_volume(container: Container, cx: Context) -> Findings:
    """A container mounts a volume that neither its template nor its workflow declares."""
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


def _where(template: Template) -> str:
    return "of its pod" if template.type == "containerSet" else "here"
