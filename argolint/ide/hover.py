"""What is known about the thing at a place, as data that a client can show in any form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.ide.around import call_of, object_of, template_of
from argolint.ide.navigation import at, declared, references
from argolint.ide.outline import callee
from argolint.ide.schedules import schedule_at
from argolint.ide.symbols import SymbolKind
from argolint.ide.values import both, choices, declared_value, description, is_required, passed, shown, source_of
from argolint.model.views import Parameter
from argolint.names import Resolved
from argolint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Occurrence, Symbol
    from argolint.model import Artifact, Invocation, Template, WorkflowObject


_MOST_CALLERS = 5
_NOWHERE = Span(0, 0)


class Table(NamedTuple):
    """Rows under a heading each."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Hover(NamedTuple):
    """All that is said about one thing."""

    span: Span
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    """What is said, each under a few words."""
    text: str = ""
    """What the manifest itself says about it."""
    tables: tuple[Table, ...] = ()


def hover(snapshot: Snapshot, path: str, offset: int, now: datetime) -> Hover | None:
    """What is known about what stands at an offset; `now` is when the next runs of a schedule are counted from."""
    schedule = schedule_at(snapshot, path, offset)
    if schedule is not None:
        runs = tuple((run.strftime("%a %Y-%m-%d %H:%M %Z"),) for run in schedule.next_runs(now))
        tables = (Table(("next runs",), runs),) if runs else ()
        return Hover(schedule.scalar.span, f"schedule `{schedule.scalar.text}`", tables=tables)
    here = at(snapshot, path, offset)
    if not here:
        return None
    place = here[0]
    describe = _DESCRIPTIONS.get(place.symbol.kind, _plainly)
    found = describe(snapshot, place.symbol)
    facts = (*_origin(snapshot, place), *found.facts)
    return found._replace(span=place.span, facts=facts)


def _origin(snapshot: Snapshot, place: Occurrence) -> Iterator[tuple[str, str]]:
    """Where it is declared, unless that is here."""
    for target in declared(snapshot, place.symbol)[:1]:
        if (target.file, target.span) != (place.file, place.span):
            holder = object_of(snapshot, target.symbol)
            line = target.source.position(target.span.start).line
            in_object = f" in {holder.title}" if holder is not None else ""
            yield "declared", f"{target.file}:{line}{in_object}"


def _plainly(_snapshot: Snapshot, symbol: Symbol) -> Hover:
    return Hover(_NOWHERE, symbol.title)


def _object(snapshot: Snapshot, symbol: Symbol) -> Hover:
    item = object_of(snapshot, symbol)
    if item is None:
        return _plainly(snapshot, symbol)
    facts = [("entrypoint", item.entrypoint.text)] if item.entrypoint is not None else []
    facts += _used(snapshot, symbol)
    names = [template.name.text for template in item.templates if template.name is not None]
    if names:
        facts.append(("templates", ", ".join(names)))
    return Hover(_NOWHERE, symbol.title, tuple(facts), tables=tuple(_arguments(item)))


def _arguments(item: WorkflowObject) -> Iterator[Table]:
    rows = tuple(
        (parameter.name.text, source_of(parameter) or "", description(parameter) or "")
        for parameter in item.arguments.parameters
        if parameter.name is not None
    )
    if rows:
        yield Table(("parameter", "value", "description"), rows)


def _used(snapshot: Snapshot, symbol: Symbol) -> list[tuple[str, str]]:
    count = len(references(snapshot, symbol, with_declarations=False))
    return [("used", f"{count} time{'s' if count != 1 else ''}")]


def _template(snapshot: Snapshot, symbol: Symbol) -> Hover:
    template = template_of(snapshot, symbol)
    if template is None:
        return _plainly(snapshot, symbol)
    facts = [("type", template.type)] if template.type is not None else []
    return Hover(
        _NOWHERE, symbol.title, (*facts, *_used(snapshot, symbol)), tables=tuple(_inputs_and_outputs(template))
    )


def _inputs_and_outputs(template: Template) -> Iterator[Table]:
    inputs = [
        (value.name.text, _kind_of(value), "required" if is_required(value) else _default(value))
        for value in both(template.inputs)
        if value.name is not None
    ]
    if inputs:
        yield Table(("input", "kind", "default"), tuple(inputs))
    outputs = [
        (value.name.text, _kind_of(value), source_of(value) or "")
        for value in both(template.outputs)
        if value.name is not None
    ]
    if outputs:
        yield Table(("output", "kind", "from"), tuple(outputs))


def _kind_of(value: Parameter | Artifact) -> str:
    return "parameter" if isinstance(value, Parameter) else "artifact"


def _default(value: Parameter | Artifact) -> str:
    if not isinstance(value, Parameter):
        return "optional"
    given = source_of(value)
    return f"`{given if given is not None else shown(value.default) or ''}`"


def _call(snapshot: Snapshot, symbol: Symbol) -> Hover:
    call = call_of(snapshot, symbol)
    if call is None:
        return _plainly(snapshot, symbol)
    target = snapshot.flows.of(call.caller.owner).target(call)
    called = target.target if isinstance(target, Resolved) else None
    tables = tuple(_inputs_and_outputs(called)) if called is not None else ()
    return Hover(_NOWHERE, symbol.title, tuple(_of_call(call, called)), tables=tables)


def _of_call(call: Invocation, called: Template | None) -> Iterator[tuple[str, str]]:
    if called is not None:
        yield "calls", f"{called.title} of {called.owner.title}"
    elif callee(call):
        yield "calls", f"`{callee(call)}`"
    if call.depends is not None:
        yield "after", f"`{call.depends.text}`"
    elif call.dependencies:
        yield "after", ", ".join(f"`{at.text}`" for at in call.dependencies)
    if call.when is not None:
        yield "when", f"`{call.when.text}`"
    loop = call.with_param or call.with_items or call.with_sequence
    if loop is not None:
        yield "for each of", f"`{shown(loop)}`"


def _value(snapshot: Snapshot, symbol: Symbol) -> Hover:
    targets = declared(snapshot, symbol)
    value = declared_value(snapshot, targets[0].symbol) if targets else None
    given = tuple(passed(snapshot, symbol))
    rows = tuple((each.by, f"`{each.value}`", _line(each.place)) for each in given[:_MOST_CALLERS])
    tables = (Table(("handed over by", "value", "at"), rows),) if rows else ()
    facts = list(_of_value(value)) if value is not None else []
    if len(given) > _MOST_CALLERS:
        facts.append(("handed over", f"{len(given)} times"))
    told = description(value) if isinstance(value, Parameter) else None
    return Hover(_NOWHERE, symbol.title, tuple(facts), told or "", tables)


def _line(place: Occurrence) -> str:
    return f"{place.file}:{place.source.position(place.span.start).line}"


def _of_value(value: Parameter | Artifact) -> Iterator[tuple[str, str]]:
    if isinstance(value, Parameter):
        given, default = source_of(value), shown(value.default)
        if given is not None:
            yield "value", f"`{given}`"
        if default is not None:
            yield "default", f"`{default}`"
        allowed = choices(value)
        if allowed:
            yield "one of", ", ".join(f"`{choice}`" for choice in allowed)
    else:
        given = source_of(value)
        if given is not None:
            yield "content", f"`{given}`"
        if value.path is not None and given != value.path.text:
            yield "path", f"`{value.path.text}`"
    if value.global_name is not None:
        yield "known to the workflow as", f"`{value.global_name.text}`"


_DESCRIPTIONS: dict[SymbolKind, Callable[[Snapshot, Symbol], Hover]] = {
    SymbolKind.OBJECT: _object,
    SymbolKind.TEMPLATE: _template,
    SymbolKind.STEP: _call,
    SymbolKind.TASK: _call,
    SymbolKind.INPUT_PARAMETER: _value,
    SymbolKind.INPUT_ARTIFACT: _value,
    SymbolKind.OUTPUT_PARAMETER: _value,
    SymbolKind.OUTPUT_ARTIFACT: _value,
    SymbolKind.WORKFLOW_PARAMETER: _value,
    SymbolKind.WORKFLOW_ARTIFACT: _value,
}
