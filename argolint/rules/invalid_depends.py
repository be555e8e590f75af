"""See `rules/invalid-depends.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.depends import UNUSABLE_NAMES, check, operands
from argolint.expressions.tags import DYNAMIC, OPEN
from argolint.model import Invocation
from argolint.rules.api import Basis, finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Container

    from argolint.expressions.depends import Fault, Operand
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar

_OPERATORS = frozenset({"and", "or", "not"})


@rule(on=Invocation, group="graph", since="0.1", needs=("depends", "dependencies"), basis=Basis.TEXT)
def invalid_depends(task: Invocation, cx: Context) -> Findings:
    """A `depends` does not parse."""
    if task.depends is not None:
        yield from _text(task, task.depends, cx)
    for name in task.dependencies:
        if name.text in UNUSABLE_NAMES and name.text in _tasks(task, cx):
            message = f"nothing can wait for task `{name.text}`: its name is a word of the expression language"
            yield finding(name.span, message, help="give the task another name")


def _text(task: Invocation, depends: Scalar, cx: Context) -> Findings:
    text = cx.flow(task.caller.owner).text(depends, task.caller)
    if OPEN in text or DYNAMIC in text or cx.damaged(depends):
        return
    fault, named = check(text), operands(text)
    if fault is None or not named or _follows(fault, named, _tasks(task, cx)):
        return
    span = locate(cx.document.source, depends, fault.start, fault.end) if text == depends.text else depends.span
    yield finding(span, f"the `depends` of {task.title} does not parse: {fault.reason}", help=fault.help)


def _follows(fault: Fault, named: list[Operand], tasks: Container[str]) -> bool:
    """Whether a name that no task has is at the bottom of it, which is reported in its own right."""
    unknown = [operand for operand in named if operand.name not in tasks]
    return any(
        operand.name in _OPERATORS or (operand.start <= fault.end and fault.start <= operand.end) for operand in unknown
    )


def _tasks(task: Invocation, cx: Context) -> Container[str]:
    return cx.flow(task.caller.owner).graph(task.caller).tasks
