"""See `rules/invalid-env.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.kubernetes.containers import Container
from argolint.kubernetes.names import is_environment_name
from argolint.model import Template, WorkflowObject
from argolint.model.build import is_null, mapping, mappings, text
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, rule
from argolint.rules.patching import Remark, containers
from argolint.rules.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.rules.patching import SeenContainer
    from argolint.syntax.nodes import Mapping, Node

_FIELDS = (
    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP",
    "status.hostIPs", "status.podIP", "status.podIPs",
)  # fmt: skip
_PATHS = {
    "fieldRef": (
        "fieldPath",
        lazy_pattern(rf"(?:v1:)?(?:{'|'.join(map(re.escape, _FIELDS))}|metadata\.(?:labels|annotations)\['.+'\])"),
        f"known are {listed(_FIELDS)}, `metadata.labels['…']` and `metadata.annotations['…']`",
    ),
    "resourceFieldRef": (
        "resource",
        lazy_pattern(r"(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)"),
        "write `limits` or `requests`, a point, and `cpu`, `memory` or `ephemeral-storage`",
    ),
}


@rule(
    on=(Container, Template, WorkflowObject),
    group="schema",
    since="0.1",
    needs=("env", "podSpecPatch", "templateDefaults"),
    basis=Basis.MAP,
)
def invalid_env(subject: Container | Template | WorkflowObject, cx: Context) -> Findings:
    """An environment variable has a name that cannot be one, or takes its value from nowhere."""
    return containers(subject, cx, _remarks)


def _remarks(container: SeenContainer) -> Iterator[Remark]:
    for variable in mappings(container.node, "env"):
        if container.damaged(variable.get("valueFrom")):
            continue
        name = text(variable, "name")
        known = container.known(name) if name is not None else None
        if name is not None and known and not is_environment_name(known):
            said = f"`{known}` is no name of an environment variable"
            yield Remark(name, said, "write letters, digits and `_`; the value has a field of its own")
        source = mapping(variable, "valueFrom")
        yield from _unknown_path(source, container)
        if source is not None and all(map(is_null, _values(source))):
            key = variable.entries["valueFrom"].key
            known_as = f"`{known}`" if known else "this variable"
            yield Remark(
                key,
                f"`valueFrom` of {known_as} names no source",
                "name one: `configMapKeyRef`, `fieldRef`, `resourceFieldRef` or `secretKeyRef`",
            )


def _unknown_path(source: Mapping | None, container: SeenContainer) -> Iterator[Remark]:
    """A field of the pod, or an amount of a container, that cannot be handed to a program."""
    for kind, (field, paths, known_are) in _PATHS.items():
        reference = mapping(source, kind) if source is not None else None
        path = text(reference, field) if reference is not None else None
        known = container.known(path) if path is not None else None
        if path is not None and known and paths.fullmatch(known) is None:
            yield Remark(path, f"`{known}` is no `{field}` that a variable can take its value from", known_are)


def _values(source: Mapping) -> list[Node]:
    return [entry.value for entry in source.entries.values()]
