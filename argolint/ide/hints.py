"""Words shown beside the text: values of references, signatures of what is called, and counts of callers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.ide.around import template_of
from argolint.ide.navigation import declared, references
from argolint.ide.schedules import schedules
from argolint.ide.scopes import object_symbol, template_symbol
from argolint.ide.symbols import Form, Role, SymbolKind
from argolint.ide.values import declared_value, passed, shown, signature
from argolint.model.views import Parameter
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Occurrence, Symbol
    from argolint.source import Span

_PARAMETERS = frozenset({SymbolKind.WORKFLOW_PARAMETER, SymbolKind.INPUT_PARAMETER})


class Hint(NamedTuple):
    """Words to show behind a place."""

    offset: int
    text: str


class Lens(NamedTuple):
    """Words to show above a place, with what they count."""

    span: Span
    text: str
    places: tuple[Occurrence, ...] = ()
    picture: str = ""
    """The object to draw, as `argolint graph --object` calls it."""


def hints(snapshot: Snapshot, path: str, within: Span) -> tuple[Hint, ...]:
    """The hints for a part of a file: values of parameters that are certain, signatures of called templates."""
    found: list[Hint] = []
    for place in snapshot.symbols(path).occurrences:
        if not (within.start <= place.span.start and place.span.end <= within.end) or place.form is Form.FILLED:
            continue
        text = _hint(snapshot, place)
        if text is not None:
            found.append(Hint(place.span.end, text))
    return tuple(found)


def _hint(snapshot: Snapshot, place: Occurrence) -> str | None:
    symbol = place.symbol
    if place.role is Role.READ and symbol.kind in _PARAMETERS:
        value = certain_value(snapshot, symbol)
        return f"= {value}" if value is not None else None
    if place.role is Role.REFERENCE and symbol.kind is SymbolKind.TEMPLATE:
        template = template_of(snapshot, symbol)
        text = signature(template) if template is not None else "()"
        return text if text != "()" else None
    return None


def certain_value(snapshot: Snapshot, symbol: Symbol) -> str | None:
    """The value that a parameter has as long as nobody gives another one: there is one text, and no caller."""
    targets = declared(snapshot, symbol)
    if len(targets) != 1 or next(passed(snapshot, targets[0].symbol), None) is not None:
        return None
    value = declared_value(snapshot, targets[0].symbol)
    if not isinstance(value, Parameter):
        return None
    node = value.value if value.value is not None else value.default
    return shown(node) if isinstance(node, Scalar) else None


def lenses(snapshot: Snapshot, path: str, now: datetime) -> tuple[Lens, ...]:
    """What stands above objects and templates: how often they are used, their picture, when schedules start next."""
    found: list[Lens] = []
    for item in snapshot.objects(path):
        symbol = object_symbol(item)
        if symbol is not None and item.is_template:
            found += _used(snapshot, symbol, item.span, "user")
        name = item.name or item.generate_name
        if name is not None:
            found.append(Lens(item.span, "graph", picture=f"{item.kind.value}/{name.text}"))
        for template in item.templates:
            symbol = template_symbol(template)
            if symbol is not None:
                found += _used(snapshot, symbol, template.span, "caller")
        for schedule in schedules(item):
            runs = schedule.next_runs(now, 1)
            if runs:
                found.append(Lens(schedule.scalar.span, f"next run {runs[0].strftime('%a %Y-%m-%d %H:%M %Z')}"))
    return tuple(sorted(found, key=lambda lens: lens.span))


def _used(snapshot: Snapshot, symbol: Symbol, span: Span, word: str) -> Iterator[Lens]:
    places = references(snapshot, symbol, with_declarations=False)
    yield Lens(span, f"{len(places)} {word}{'s' if len(places) != 1 else ''}", places)
