"""See `rules/invalid-env.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.known import known_text
from argolint.kubernetes.containers import Container
from argolint.kubernetes.names import is_environment_name
from argolint.model.build import is_null, mapping, mappings, text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Node


@rule(on=Container, group="schema", since="0.1", needs=("env",))
def invalid_env(container: Container, cx: Context) -> Findings:
    """An environment variable has a name that cannot be one, or takes its value from nowhere."""
    if "env" not in container.node.entries:
        return
    flow = cx.flow(container.owner)
    for variable in mappings(container.node, "env"):
        name = text(variable, "name")
        known = known_text(name, container.template, flow) if name is not None else None
        if name is not None and known and not is_environment_name(known) and not cx.damaged(name):
            said = f"`{known}` is no name of an environment variable"
            yield finding(name.span, said, help="write letters, digits and `_`; the value has a field of its own")
        source = mapping(variable, "valueFrom")
        if source is not None and not cx.damaged(source) and all(map(is_null, _values(source))):
            key = variable.entries["valueFrom"].key
            known_as = f"`{known}`" if known else "this variable"
            yield finding(
                key.span,
                f"`valueFrom` of {known_as} names no source",
                help="name one: `configMapKeyRef`, `fieldRef`, `resourceFieldRef` or `secretKeyRef`",
            )


def _values(source: Mapping) -> list[Node]:
    return [entry.value for entry in source.entries.values()]
