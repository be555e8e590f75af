"""See `rules/invalid-env.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.kubernetes.containers import Container
from argolint.kubernetes.names import is_environment_name
from argolint.model import Template, WorkflowObject
from argolint.model.build import is_null, mapping, mappings, text
from argolint.rules.api import rule
from argolint.rules.patching import Remark, containers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.rules.patching import SeenContainer
    from argolint.syntax.nodes import Mapping, Node


@rule(
    on=(Container, Template, WorkflowObject),
    group="schema",
    since="0.1",
    needs=("env", "podSpecPatch", "templateDefaults"),
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
        if source is not None and all(map(is_null, _values(source))):
            key = variable.entries["valueFrom"].key
            known_as = f"`{known}`" if known else "this variable"
            yield Remark(
                key,
                f"`valueFrom` of {known_as} names no source",
                "name one: `configMapKeyRef`, `fieldRef`, `resourceFieldRef` or `secretKeyRef`",
            )


def _values(source: Mapping) -> list[Node]:
    return [entry.value for entry in source.entries.values()]
