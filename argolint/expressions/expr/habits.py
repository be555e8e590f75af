"""Calls that compute and come to nothing: arguments in an order, or a layout, that other languages have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.expressions.expr import complaints
from argolint.expressions.expr.names import children
from argolint.expressions.expr.sprig import nodes_of, sprig_calls
from argolint.expressions.expr.tree import Bool, Call, Float, Integer, Member, Nil, String
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.expr.expression import Expression
    from argolint.expressions.result import Problem

_LITERALS: Final = (String, Integer, Float, Bool, Nil)
_LAYOUTS: Final = frozenset({"date", "dateInZone", "date_in_zone", "toDate", "mustToDate"})
_FOREIGN_LAYOUT: Final = lazy_pattern(r"%[A-Za-z]|[yY]{4}|(?<![A-Za-z])(?:YY|yy|MM|DD|dd|HH|hh|mm|ss)(?![A-Za-z])")
_TEXT_AT: Final[dict[str, int]] = {
    **dict.fromkeys(("split", "splitList", "trimPrefix", "trimSuffix", "trimAll", "trimall"), 1),
    **dict.fromkeys(("hasPrefix", "hasSuffix", "regexMatch", "regexFind", "regexReplaceAll"), 1),
    "join": 1,
    "replace": 2,
}
"""Which argument of a function is the text that it works on."""


def idle_calls(expression: Expression) -> Iterator[Problem]:
    """What is surely not what the author meant in calls, though it computes."""
    for named_by, node in sprig_calls(expression):
        found = _idle(named_by.value, node.arguments)
        if found is not None:
            yield found
    if ".Format" in expression.text and expression.tree is not None:
        for node in nodes_of(expression.tree):
            if _is_format(node):
                found = _layout(node.arguments[0])
                if found is not None:
                    yield found


def _is_format(node: Any) -> bool:
    if not isinstance(node, Call) or len(node.arguments) != 1 or not isinstance(node.callee, Member):
        return False
    name = node.callee.property
    return isinstance(name, String) and name.value == "Format"


def _idle(name: str, arguments: Any) -> Problem | None:
    if not arguments:
        return None
    first = arguments[0]
    if name in _LAYOUTS:
        return _layout(first)
    if _is_written_out(first):
        return None
    if name == "default" and len(arguments) == 2 and isinstance(arguments[1], _LITERALS):
        given = arguments[1]
        if getattr(given, "value", None):
            message = "`sprig.default` gives this whatever the value is: what stands in for nothing comes first"
            return complaints.at(given, message, "swap the two arguments")
    at = _TEXT_AT.get(name)
    text = arguments[at] if at is not None and at < len(arguments) else None
    if isinstance(text, String):
        message = f"`sprig.{name}` works on this text, not on the value"
        return complaints.at(text, message, "the text to work on comes last")
    return None


def _is_written_out(node: Any) -> bool:
    waiting = [node]
    while waiting:
        part = waiting.pop()
        below = list(children(part))
        if not below and not isinstance(part, _LITERALS):
            return False
        waiting.extend(below)
    return True


def _layout(node: Any) -> Problem | None:
    """A layout that is not Go's, which shows how one certain moment would be written."""
    if not isinstance(node, String) or _FOREIGN_LAYOUT.search(node.value) is None:
        return None
    message = "this is no layout of Go, so the letters stay as they are"
    help_text = "write the layout as this moment: `2006-01-02 15:04:05`"
    return complaints.at(node, message, help_text)
