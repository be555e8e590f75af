"""Whether and how often a step or task runs, as far as that is certain before the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.expressions.depends.logic import outcomes, parse, verdicts
from argolint.expressions.json_lists import read_list
from argolint.expressions.tags import OPEN, PLACEHOLDER, scan
from argolint.expressions.when import evaluate
from argolint.expressions.when import parse as parse_when
from argolint.expressions.whole_numbers import whole_number
from argolint.model.build import value
from argolint.plan.values import Known, Unknown, Value
from argolint.syntax.data import data_of
from argolint.syntax.nodes import Scalar
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.model import Invocation
    from argolint.plan.values import Scope


def holds(when: Scalar, scope: Scope) -> bool | None:
    """What a `when` comes to; None where the run decides."""
    filled = scope.fill(when.text)
    for tag in reversed(scan(filled)[0]):
        filled = filled[: tag.start] + PLACEHOLDER + filled[tag.end :]
    found = evaluate(parse_when(filled)).value
    return found if isinstance(found, bool) else None


def waits(call: Invocation, skipped: frozenset[str]) -> dict[str, Any] | None:
    """What a task waits for, with whether it then runs; `skipped` tasks never run."""
    if call.depends is None:
        names = [at.text for at in call.dependencies]
        return {"text": " && ".join(names), "holds": None} if names else None
    logic = parse(call.depends.text) if OPEN not in call.depends.text else None
    verdict = None
    if logic is not None:
        possible = {name: outcomes("Skipped") for name in skipped}
        found = verdicts(logic, possible)
        verdict = next(iter(found)) if len(found) == 1 else None
    return {"text": call.depends.text, "holds": verdict}


def loop(call: Invocation, scope: Scope) -> dict[str, Any] | None:
    """The rounds of a loop: their number, their items where they are known, else why they are not."""
    if call.with_items is not None and call.with_items.items:
        items = data_of(call.with_items, nulls=True)
        return {"by": "withItems", "count": len(items), "items": items}
    if call.with_param is not None:
        found = scope.value(call.with_param)
        listed = read_list(found.text) if isinstance(found, Known) else None
        if listed is not None:
            return {"by": "withParam", "count": len(listed), "items": listed}
        why = found.why if isinstance(found, Unknown) else "it is no list"
        return {"by": "withParam", "count": None, "why": why}
    return _sequence(call, scope) if call.with_sequence is not None else None


def _sequence(call: Invocation, scope: Scope) -> dict[str, Any]:
    given: Mapping[str, Value] = {
        name: scope.value(json_text(node))
        for name in ("count", "start", "end")
        if call.with_sequence is not None and isinstance(node := value(call.with_sequence, name), Scalar)
    }
    for found in given.values():
        if isinstance(found, Unknown):
            return {"by": "withSequence", "count": None, "why": found.why}
    numbers = {name: whole_number(at.text) for name, at in given.items() if isinstance(at, Known)}
    count, start, end = numbers.get("count"), numbers.get("start", 0), numbers.get("end")
    if "end" in numbers and start is not None and end is not None:
        count = abs(end - start) + 1
    if count is None:
        return {"by": "withSequence", "count": None, "why": "its bounds are no numbers"}
    return {"by": "withSequence", "count": max(count, 0)}
