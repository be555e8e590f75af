"""Who runs a template, and what it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.ide.around import around, object_of, template_of
from argolint.ide.navigation import at, references
from argolint.ide.scopes import object_symbol, template_symbol
from argolint.ide.symbols import Role, SymbolKind

if TYPE_CHECKING:
    from argolint.ide.around import Around
    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Occurrence, Symbol
    from argolint.model import Template, WorkflowObject
    from argolint.source import SourceFile, Span


class Runnable(NamedTuple):
    """A template or an object that takes part in calls."""

    title: str
    detail: str
    """What holds it, or its kind."""
    source: SourceFile
    span: Span
    """All of it."""
    name_span: Span
    is_object: bool


class Calls(NamedTuple):
    """The calls between the thing asked about and another one."""

    other: Runnable
    places: tuple[Span, ...]
    """Where the caller names what it calls."""


def runnable_at(snapshot: Snapshot, path: str, offset: int) -> Runnable | None:
    """The template that a place means, else the template or object around it."""
    for found in at(snapshot, path, offset):
        if found.symbol.kind in (SymbolKind.TEMPLATE, SymbolKind.OBJECT):
            return _of_symbol(snapshot, found.symbol)
    surroundings = around(snapshot, path, offset)
    return _of_place(surroundings) if surroundings is not None else None


def incoming(snapshot: Snapshot, runnable: Runnable) -> tuple[Calls, ...]:
    """Who runs it: templates with the steps and tasks that do, objects by their first template or exit handler."""
    symbol = _symbol(snapshot, runnable)
    if symbol is None:
        return ()
    callers: dict[Runnable, list[Span]] = {}
    for place in references(snapshot, symbol, with_declarations=False):
        surroundings = around(snapshot, place.file, place.span.start)
        if surroundings is not None:
            callers.setdefault(_of_place(surroundings), []).append(place.span)
    return tuple(Calls(caller, tuple(places)) for caller, places in callers.items())


def outgoing(snapshot: Snapshot, runnable: Runnable) -> tuple[Calls, ...]:
    """What it runs: the templates that its own steps, tasks and hooks name, or the first ones of an object."""
    called: dict[Runnable, list[Span]] = {}
    for place in snapshot.symbols(runnable.source.path).occurrences:
        if _is_call(place) and runnable.span.start <= place.span.start < runnable.span.end:
            surroundings = around(snapshot, place.file, place.span.start)
            other = _of_symbol(snapshot, place.symbol)
            if surroundings is not None and other is not None and _of_place(surroundings) == runnable:
                called.setdefault(other, []).append(place.span)
    return tuple(Calls(other, tuple(places)) for other, places in called.items())


def _is_call(place: Occurrence) -> bool:
    return place.symbol.kind is SymbolKind.TEMPLATE and place.role is Role.REFERENCE


def _symbol(snapshot: Snapshot, runnable: Runnable) -> Symbol | None:
    kind = SymbolKind.OBJECT if runnable.is_object else SymbolKind.TEMPLATE
    found = at(snapshot, runnable.source.path, runnable.name_span.start)
    return next((place.symbol for place in found if place.symbol.kind is kind), None)


def _of_symbol(snapshot: Snapshot, symbol: Symbol) -> Runnable | None:
    if symbol.kind is SymbolKind.OBJECT:
        item = object_of(snapshot, symbol)
        return _of_object(item) if item is not None else None
    template = template_of(snapshot, symbol)
    return _of_template(template) if template is not None else None


def _of_place(surroundings: Around) -> Runnable:
    """The innermost template with a name, else the object."""
    template = surroundings.template
    while template is not None:
        if template_symbol(template) is not None:
            return _of_template(template)
        template = template.inline_of.caller if template.inline_of is not None else None
    return _of_object(surroundings.item)


def _of_template(template: Template) -> Runnable:
    source = template.owner.document.source
    return Runnable(template.title, template.owner.title, source, template.node.span, template.span, False)


def _of_object(item: WorkflowObject) -> Runnable:
    detail = "" if object_symbol(item) is None else item.namespace
    return Runnable(item.title, detail, item.document.source, item.node.span, item.span, True)
