"""Which arrows lead between the calls of one template, and what a call shows of its conditions."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.drawing.model import Arrow, ArrowKind, Mark
from argolint.drawing.streams import streams
from argolint.expressions.tags import OPEN
from argolint.model.build import sequence, text
from argolint.plan.conditions import holds, loop
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from argolint.drawing.model import Flow
    from argolint.graph.tasks import Dependency, TaskGraph
    from argolint.model import Invocation, Template
    from argolint.plan.values import Scope
    from argolint.syntax.nodes import Mapping as Map

_TESTS: Final = ("||", "!", "(")
_SHOWN_ITEMS: Final = 3
_LONGEST: Final = 24


class TaskOrder(NamedTuple):
    """The arrows between tasks, and a box for each task that is waited for in vain, by its name."""

    arrows: list[Arrow]
    missing: dict[str, str]


def never_runs(call: Invocation, scope: Scope) -> bool:
    """Whether its `when` is certainly false."""
    return call.when is not None and holds(call.when, scope) is False


def call_marks(call: Invocation, scope: Scope) -> Iterator[Mark]:
    """The loop, the conditions and the like of a step or task."""
    rounds = loop(call, scope)
    if rounds is not None:
        yield Mark("loop", _rounds(rounds["by"], rounds["count"], rounds.get("items"), call))
    if call.depends is not None and any(test in call.depends.text for test in _TESTS):
        yield Mark("depends", call.depends.text)
    if call.when is not None:
        yield Mark("when", call.when.text)
    if call.continue_on is not None:
        yield Mark("goes on", "the rest goes on when it fails")


def _rounds(by: str, count: int | None, items: list[object] | None, call: Invocation) -> str:
    if count is None:
        given = call.with_param.text if call.with_param is not None else by
        return f"for each of {given}"
    words = [str(item) for item in items or ()]
    short = len(words) <= _SHOWN_ITEMS and sum(map(len, words)) <= _LONGEST
    plain = not any(isinstance(item, dict | list) for item in items or ())
    return f"× {count}" + (f": {', '.join(words)}" if words and short and plain else "")


def task_order(graph: TaskGraph, ids: Mapping[int, str], key: str) -> TaskOrder:
    """The arrows between the tasks of a dag template: one from each that another waits for or reads from."""
    found: dict[tuple[str, str], Arrow] = {}
    missing: dict[str, str] = {}
    for name, task in graph.tasks.items():
        target = ids[id(task)]
        for source_name, operands in _by_name(graph.dependencies[name]).items():
            awaited = graph.tasks.get(source_name)
            if awaited is None:
                missing[source_name] = source = f"{key}/?{source_name}"
            else:
                source = ids[id(awaited)]
            found[source, target] = Arrow(source, target, ArrowKind.ORDER, _condition(operands))
    sources = {name: ids[id(task)] for name, task in graph.tasks.items()}
    return TaskOrder(_with_flows(found, graph.template.tasks, ids, sources), missing)


def _by_name(dependencies: Iterable[Dependency]) -> dict[str, list[Dependency]]:
    found: dict[str, list[Dependency]] = {}
    for dependency in dependencies:
        found.setdefault(dependency.name, []).append(dependency)
    return found


def _condition(operands: list[Dependency]) -> str:
    """What an arrow asks of the task that it comes from, unless that is plain success."""
    results = [at.result for at in operands]
    if None in results or results == ["Succeeded"]:
        return ""
    return " or ".join(dict.fromkeys(at for at in results if at is not None))


def step_order(template: Template, ids: Mapping[int, str], groups: Mapping[int, str]) -> list[Arrow]:
    """The arrows between the groups of a steps template, and those along which its outputs go."""
    found: dict[tuple[str, str], Arrow] = {}
    filled = [(index, group) for index, group in enumerate(template.steps) if group]
    stops = [groups.get(index) or ids[id(group[0])] for index, group in filled]
    for source, target in pairwise(stops):
        found[source, target] = Arrow(source, target, ArrowKind.ORDER)
    calls = template.calls()
    sources = {call.name.text: ids[id(call)] for call in reversed(calls) if call.name is not None}
    return _with_flows(found, calls, ids, sources)


def _with_flows(
    order: dict[tuple[str, str], Arrow],
    calls: tuple[Invocation, ...],
    ids: Mapping[int, str],
    sources: Mapping[str, str],
) -> list[Arrow]:
    """The arrows with what is carried along, and further ones where nothing but data goes."""
    carried: dict[tuple[str, str], list[Flow]] = {}
    for call in calls:
        for stream in streams(call):
            source = sources.get(stream.source)
            if source is not None and source != ids[id(call)]:
                carried.setdefault((source, ids[id(call)]), []).append(stream.flow)
    for (source, target), flows in carried.items():
        known = order.get((source, target)) or Arrow(source, target, ArrowKind.DATA)
        order[source, target] = known._replace(flows=tuple(flows))
    return list(order.values())


def set_order(containers: list[Map], key: str) -> Iterator[Arrow]:
    """The arrows between the containers of a set."""
    places = {name.text: index for index, at in enumerate(containers) if (name := text(at, "name")) is not None}
    for index, container in enumerate(containers):
        listed = sequence(container, "dependencies")
        for awaited in listed.items if listed is not None else ():
            if isinstance(awaited, Scalar) and OPEN not in awaited.text and awaited.text in places:
                yield Arrow(f"{key}/({places[awaited.text]})", f"{key}/({index})", ArrowKind.ORDER)
