"""See `rules/invalid-depends.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.depends import check, operands
from argolint.expressions.tags import DYNAMIC, OPEN
from argolint.model import CallKind, Invocation
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_WORDS = frozenset({"and", "or", "not"})


@rule(on=Invocation, group="graph", since="0.1")
def invalid_depends(task: Invocation, cx: Context) -> Findings:
    """A `depends` does not parse."""
    depends = task.depends
    if depends is None or task.kind is not CallKind.TASK or cx.damaged(depends):
        return
    flow = cx.flow(task.caller.owner)
    text = flow.text(depends, task.caller)
    if OPEN in text or DYNAMIC in text:
        return
    fault, named = check(text), operands(text)
    if fault is None or not named:
        return
    tasks = flow.graph(task.caller).tasks
    if any(operand.name in _WORDS and operand.name not in tasks for operand in named):
        return
    span = (
        locate(cx.document.source, depends, fault.start, fault.end) if text == depends.text else depends.span
    )
    yield finding(span, f"the `depends` of {task.title} does not parse: {fault.reason}", help=fault.help)
