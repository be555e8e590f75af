"""See `rules/pod-spec-patch-clash.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template, WorkflowObject
from argolint.model.build import mappings, text, value
from argolint.rules.api import rule
from argolint.rules.patching import Remark, patched
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.patched import PatchedPod
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


@rule(on=(WorkflowObject, Template), group="names", since="0.1", needs=("podSpecPatch", "templateDefaults"))
def pod_spec_patch_clash(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A patch adds something to a pod that does not go together with what the pod has already."""
    yield from patched(subject, cx, _clashes)


def _clashes(pod: PatchedPod) -> Iterator[Remark]:
    yield from _containers(pod)
    for volume in mappings(pod.spec, "volumes"):
        yield from _sources(volume, pod)
    for container in pod.containers():
        for variable in mappings(container, "env"):
            yield from _values(variable, pod)


def _containers(pod: PatchedPod) -> Iterator[Remark]:
    """Names that an init container and another container share."""
    inits = {known: name for name in _names(pod.spec, "initContainers") if (known := pod.text(name))}
    for name in _names(pod.spec, "containers"):
        other = inits.get(pod.text(name) or "")
        if other is not None:
            said = f"the pods of {pod.template.title} have an init container and a container `{name.text}`"
            yield _clash(name, other, said, "give the added one another name", pod)


def _sources(volume: Mapping, pod: PatchedPod) -> Iterator[Remark]:
    """Two sources of one volume: merging keeps the one that was there before."""
    entries = [entry for field, entry in volume.entries.items() if field != "name" and value(volume, field) is not None]
    name = text(volume, "name")
    if len(entries) > 1 and name is not None and all(isinstance(entry.value, Mapping) for entry in entries):
        first, second = entries[0].key, entries[1].key
        said = f"volume `{name.text}` of {pod.template.title} comes from `{first.text}` and `{second.text}` at once"
        yield _clash(first, second, said, _without(_earlier(first, second, pod)), pod)


def _values(variable: Mapping, pod: PatchedPod) -> Iterator[Remark]:
    """A value and a source of one environment variable."""
    plain, name = text(variable, "value"), text(variable, "name")
    source = variable.entries.get("valueFrom")
    if plain is None or name is None or source is None or not isinstance(source.value, Mapping):
        return
    if source.value.entries and pod.text(plain):
        key = variable.entries["value"].key
        said = f"`{name.text}` of {pod.template.title} has a `value` and a `valueFrom` at once"
        yield _clash(key, source.key, said, _without(_earlier(key, source.key, pod)), pod)


def _clash(first: Scalar, second: Scalar, message: str, help_: str, pod: PatchedPod) -> Remark:
    """Two parts that Kubernetes does not take together, told at the one that came last."""
    earlier = _earlier(first, second, pod)
    later = second if earlier is first else first
    return Remark(later, message, help_, earlier, "does not go together with this")


def _earlier(first: Scalar, second: Scalar, pod: PatchedPod) -> Scalar:
    return first if pod.last(first, second) is second else second


def _without(key: Scalar) -> str:
    return f"take the other one away with `{key.text}: null`"


def _names(holder: Mapping, field: str) -> Iterator[Scalar]:
    for item in mappings(holder, field):
        name = text(item, "name")
        if name is not None:
            yield name
