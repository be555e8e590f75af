"""See `rules/undefined-volume.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.volumes import brought, lacking
from argolint.kubernetes.containers import Container, Role
from argolint.kubernetes.volumes import ARGOS_OWN, mounts_of, spec_volumes, template_mounts, template_volumes
from argolint.model import Template, WorkflowObject
from argolint.model.build import mappings, text
from argolint.rules.api import Basis, finding, rule
from argolint.rules.patching import Remark, patched
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.patched import PatchedPod
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar

_ADDED_AT_TIMES = frozenset({"exec-sa-token", "kubeconfig", "podmetadata"})


@rule(
    on=(Container, Template, WorkflowObject),
    group="names",
    since="0.1",
    needs=("volumeMounts", "podSpecPatch", "templateDefaults"),
    basis=Basis.NAMES,
)
def undefined_volume(subject: Container | Template | WorkflowObject, cx: Context) -> Findings:
    """A container mounts a volume that neither its template nor its workflow declares."""
    if isinstance(subject, Container):
        yield from _written(subject, cx)
    elif not (subject.owner if isinstance(subject, Template) else subject).is_template:
        yield from patched(subject, cx, _patched)


def _written(container: Container, cx: Context) -> Findings:
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


def _patched(pod: PatchedPod) -> Iterator[Remark]:
    """What patches mount: of the workflow's volumes a pod has by then only those that its template mounts."""
    template = pod.template
    for name in _unknown_to(pod):
        declared = {at.text for at in spec_volumes(template.owner)}
        help_ = "write the volume under `volumes` of the patch too"
        if name.text in declared:
            help_ += ": Argo adds those of the workflow only to pods whose template mounts them"
        yield Remark(name, f"the patch mounts `{name.text}`, which is no volume of the pods of {template.title}", help_)


def _unknown_to(pod: PatchedPod) -> Iterator[Scalar]:
    volumes = {pod.text(text(volume, "name")) for volume in mappings(pod.spec, "volumes")}
    if None in volumes:
        return
    for container in pod.containers():
        for mount in mappings(container, "volumeMounts"):
            name = text(mount, "name")
            if name is None or pod.patch_of(name) is None:
                continue
            known = pod.text(name)
            if known and known not in volumes and known not in ARGOS_OWN | _ADDED_AT_TIMES:
                yield name
