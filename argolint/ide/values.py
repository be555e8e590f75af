"""What values are written for a name: its default, what is handed over, and where an output comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.inputs import LOCATIONS, has_own_value
from argolint.ide.around import around, object_of, template_of
from argolint.ide.navigation import references
from argolint.ide.symbols import Role, SymbolKind
from argolint.model.build import text
from argolint.model.views import Parameter
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Occurrence, Symbol
    from argolint.model import Artifact, Template, Values
    from argolint.syntax.nodes import Node

_LONGEST = 80
_SOURCES = ("path", "parameter", "expression", "jsonPath", "jqFilter", "event", "supplied", "configMapKeyRef")


class Passed(NamedTuple):
    """An argument handed to an input, or the value of a workflow parameter that wins over it."""

    by: str
    """The title of who hands it over."""
    value: str
    place: Occurrence


def shown(node: Node | None) -> str | None:
    """A value in one short line; None without any."""
    if node is None:
        return None
    if not isinstance(node, Scalar):
        return "{…}" if isinstance(node, Mapping) else "[…]"
    line = " ".join(json_text(node).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def source_of(value: Parameter | Artifact) -> str | None:
    """What gives a parameter or artifact its content, in short."""
    if isinstance(value, Parameter):
        given = shown(value.value)
        if given is not None or value.value_from is None:
            return given
        holder = value.value_from
        field = next((name for name in _SOURCES if name in holder.entries), None)
        return f"{field}: {shown(holder.get(field))}" if field is not None else None
    if value.source is not None:
        return shown(value.source)
    if value.from_expression is not None:
        return shown(value.from_expression)
    place = next((name for name in LOCATIONS if name in value.node.entries), None)
    return shown(value.path) if place is None else place


def description(value: Parameter) -> str | None:
    """What the manifest says about a parameter."""
    found = text(value.node, "description")
    return found.text.strip() if found is not None else None


def choices(value: Parameter) -> tuple[str, ...]:
    """The values that a parameter allows; empty where all are."""
    items: Iterable[Node] = value.enum.items if value.enum is not None else ()
    return tuple(json_text(item) for item in items if isinstance(item, Scalar))


def is_required(value: Parameter | Artifact) -> bool:
    """Whether an input needs a caller to give it."""
    if isinstance(value, Parameter):
        return not has_own_value(value)
    return not value.optional and not any(name in value.node.entries for name in LOCATIONS)


def declared_value(snapshot: Snapshot, symbol: Symbol) -> Parameter | Artifact | None:
    """The parameter or artifact that a symbol is."""
    if symbol.kind in (SymbolKind.WORKFLOW_PARAMETER, SymbolKind.WORKFLOW_ARTIFACT):
        item = object_of(snapshot, symbol)
        return _named(item.arguments, symbol) if item is not None else None
    template = template_of(snapshot, symbol)
    if template is None:
        return None
    is_input = symbol.kind in (SymbolKind.INPUT_PARAMETER, SymbolKind.INPUT_ARTIFACT)
    return _named(template.inputs if is_input else template.outputs, symbol)


def both(values: Values) -> list[Parameter | Artifact]:
    """The parameters of a block, then its artifacts."""
    return [*values.parameters, *values.artifacts]


def _named(values: Values, symbol: Symbol) -> Parameter | Artifact | None:
    if symbol.kind.endswith("artifact"):
        return values.artifact(symbol.name)
    return values.parameter(symbol.name)


def passed(snapshot: Snapshot, symbol: Symbol) -> Iterator[Passed]:
    """Who hands a value to a symbol, in the order of files."""
    for place in references(snapshot, symbol, with_declarations=False):
        if place.role is not Role.REFERENCE:
            continue
        surroundings = around(snapshot, place.file, place.span.start)
        if surroundings is None:
            continue
        blocks = [surroundings.item.arguments]
        if surroundings.call is not None:
            call = surroundings.call
            blocks = [call.arguments, *(hook.arguments for hook in call.hooks)]
        blocks += [hook.arguments for hook in surroundings.item.hooks]
        given = _given_at(place, blocks)
        if given is not None:
            who = surroundings.call or surroundings.item
            yield Passed(who.title, source_of(given) or "", place)


def _given_at(place: Occurrence, blocks: Iterable[Values]) -> Parameter | Artifact | None:
    for block in blocks:
        for given in both(block):
            if given.name is not None and given.name.span.start <= place.span.start <= given.name.span.end:
                return given
    return None


def signature(template: Template) -> str:
    """The inputs of a template as a call would give them: required ones by name, others with their default."""
    parts = []
    for parameter in template.inputs.parameters:
        if parameter.name is not None:
            default = shown(parameter.value if parameter.value is not None else parameter.default)
            parts.append(parameter.name.text if default is None else f"{parameter.name.text}={default!r}")
    parts += [artifact.name.text for artifact in template.inputs.artifacts if artifact.name is not None]
    return f"({', '.join(parts)})"
