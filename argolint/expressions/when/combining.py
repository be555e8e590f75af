"""What operators of a `when` make of values, known or not, and why they refuse some."""

from __future__ import annotations

from argolint.expressions import regexes
from argolint.expressions.result import Problem
from argolint.expressions.when import operations
from argolint.expressions.when.tree import Binary, Node, Unary, Word
from argolint.expressions.when.values import (
    ANYTHING,
    SOME_BOOLEAN,
    SOME_NUMBER,
    SOME_TEXT,
    Type,
    Unknown,
    Value,
    is_known,
    types_of,
)

_NAMES = {
    Type.BOOLEAN: "a truth value",
    Type.NUMBER: "a number",
    Type.TEXT: "a text",
    Type.PATTERN: "a pattern",
    Type.LIST: "a list",
    Type.NOTHING: "nothing",
}
_NOTHING = frozenset({Type.NOTHING})
_DECIDES = {"&&": False, "||": True}
_WANTED = {
    Type.BOOLEAN: ("joins truth values", "compare the value, as in `a == b`"),
    Type.NUMBER: ("calculates with numbers", "put a text with signs in it in quotes"),
    Type.TEXT: ("matches a text", "put the value in quotes"),
    Type.LIST: (
        "needs a list of two or more in parentheses",
        "write `==` for one value, or list several, as in `a in (b, c)`",
    ),
}


def named(types: frozenset[Type]) -> str:
    """The types in words."""
    return " or ".join(name for kind, name in _NAMES.items() if kind in types)


def settled(operator: str, left: Value) -> tuple[bool, Value]:
    """Whether the left side alone decides, and what it decides on."""
    if operator in _DECIDES:
        return left is _DECIDES[operator], left
    if operator == "?":
        return left is False, None
    if operator in (":", "??"):
        return Type.NOTHING not in types_of(left), left
    return False, None


def prefix(node: Unary, value: Value | Problem) -> Value | Problem:
    """What a prefix makes of a value."""
    if isinstance(value, Problem):
        return value
    wanted = operations.PREFIX_TAKES[node.operator]
    types = types_of(value)
    if wanted not in types:
        message = f"`{node.operator}` cannot stand before {named(types)}"
        return Problem(node.start, node.end, message, _WANTED[wanted][1])
    if isinstance(value, Unknown):
        return SOME_BOOLEAN if wanted is Type.BOOLEAN else SOME_NUMBER
    return operations.prefixed(node.operator, value)


def binary(node: Binary, left: Value, right: Value | Problem) -> Value | Problem:
    """What an operator makes of two values, the right one perhaps a failure."""
    fault = right if isinstance(right, Problem) else _mismatch(node, left, right)
    if fault is not None:
        return _unless_skipped(node.operator, left, fault)
    assert not isinstance(right, Problem)
    if node.operator == "?":
        return Unknown(types_of(right) | _NOTHING) if isinstance(left, Unknown) else right
    if node.operator in (":", "??"):
        return Unknown(types_of(left) - _NOTHING | types_of(right)) if isinstance(left, Unknown) else right
    if node.operator == ",":
        return operations.listed(left, right)
    if node.operator == "in":
        return _found(node, left, right)
    if not (is_known(left) and is_known(right)):
        return _unknown(node.operator, left, right)
    return _known(node, left, right)


def _unless_skipped(operator: str, left: Value, fault: Problem) -> Value | Problem:
    """The fault, unless an unknown left side may spare the right one its evaluation."""
    if not isinstance(left, Unknown):
        return fault
    if operator in _DECIDES and Type.BOOLEAN in left.types:
        return SOME_BOOLEAN
    if operator == "?" and Type.BOOLEAN in left.types:
        return Unknown(_NOTHING)
    if operator in (":", "??") and left.types - _NOTHING:
        return Unknown(left.types - _NOTHING)
    return fault


def _mismatch(node: Binary, left: Value, right: Value) -> Problem | None:
    operator = node.operator
    if operator == "+":
        if operations.joins(left, right):
            return None
        message = f"`+` joins two numbers, or a text with anything, not {_pair(left, right)}"
        return Problem(node.start, node.end, message, "put one of the two in quotes")
    if operator in operations.SAME:
        if operations.alike(left, right):
            return None
        message = f"`{operator}` compares two numbers or two texts, not {_pair(left, right)}"
        return Problem(node.start, node.end, message, "write both with quotes, or both without")
    takes = operations.TAKES[operator]
    for value, side, wanted in zip((left, right), (node.left, node.right), takes, strict=True):
        if not types_of(value) & wanted:
            return _refused(node, side, value, wanted)
    return None


def _refused(node: Binary, side: Node | None, value: Value, wanted: frozenset[Type]) -> Problem:
    main = next(kind for kind in Type if kind in wanted)
    does, hint = _WANTED[main]
    shown = f"`{side.name}`" if isinstance(side, Word) else "this value"
    start, end = (side.start, side.end) if side is not None else (node.start, node.end)
    if main is Type.LIST:
        return Problem(start, end, f"`{node.operator}` {does}", hint)
    message = f"`{node.operator}` {does}, and {shown} is {named(types_of(value))}"
    return Problem(start, end, message, hint)


def _pair(left: Value, right: Value) -> str:
    return f"{named(types_of(left))} and {named(types_of(right))}"


def _unknown(operator: str, left: Value, right: Value) -> Value:
    if operator in ("==", "!="):
        apart = not types_of(left) & types_of(right)
        return (operator == "!=") if apart else SOME_BOOLEAN
    if operator == "+" and (_is_text(left) or _is_text(right)):
        return SOME_TEXT
    return Unknown(operations.GIVES.get(operator, ANYTHING.types))


def _is_text(value: Value) -> bool:
    return types_of(value) == {Type.TEXT}


def _known(node: Binary, left: Value, right: Value) -> Value | Problem:
    operator = node.operator
    if operator in ("==", "!="):
        return operations.equal(left, right) == (operator == "==")
    if operator in _DECIDES:
        return right
    if operator in operations.SAME:
        return operations.compared(operator, left, right)
    if operator == "+":
        return operations.added(left, right)
    if operator in ("=~", "!~"):
        return _matched(node, left, right)
    assert isinstance(left, float) and isinstance(right, float)
    return operations.calculated(operator, left, right)


def _matched(node: Binary, left: Value, right: Value) -> Value | Problem:
    pattern = operations.pattern(right)
    reason = regexes.fault(pattern)
    if reason is not None:
        message = f"`{pattern}` is no regular expression: {reason}"
        return Problem(node.start, node.end, message, regexes.MENDING)
    found = regexes.finds(pattern, str(left))
    return SOME_BOOLEAN if found is None else found == (node.operator == "=~")


def _found(node: Binary, left: Value, right: Value) -> Value | Problem:
    if not isinstance(right, list) or not is_known(left):
        return SOME_BOOLEAN
    certain = True
    for item in right:
        if not is_known(item):
            certain = False
        elif isinstance(left, list) and isinstance(item, list):
            message = "a list cannot be looked for in a list"
            return Problem(node.start, node.end, message, "look for one value")
        elif operations.equal(left, item):
            return True
    return False if certain else SOME_BOOLEAN
