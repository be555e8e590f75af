"""What the operators of a `when` do with known values, and which types they take."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from argolint.expressions.when.values import SOME_NUMBER, Pattern, Type, Value, types_of, written

if TYPE_CHECKING:
    from collections.abc import Callable

_BOOLEAN, _NUMBER = frozenset({Type.BOOLEAN}), frozenset({Type.NUMBER})
_TEXT, _PATTERN = frozenset({Type.TEXT}), frozenset({Type.TEXT, Type.PATTERN})
_ANY = frozenset(Type)

TAKES: dict[str, tuple[frozenset[Type], frozenset[Type]]] = {
    **dict.fromkeys(("=~", "!~"), (_TEXT, _PATTERN)),
    **dict.fromkeys(("&&", "||"), (_BOOLEAN, _BOOLEAN)),
    **dict.fromkeys(("-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>"), (_NUMBER, _NUMBER)),
    **dict.fromkeys(("==", "!=", ":", "??", ","), (_ANY, _ANY)),
    "in": (_ANY, frozenset({Type.LIST})),
    "?": (_BOOLEAN, _ANY),
}
"""The types that an operator takes on the left and on the right."""

SAME = frozenset({">", ">=", "<", "<="})
"""The operators that compare two numbers or two texts."""

PREFIX_TAKES = {"!": Type.BOOLEAN, "-": Type.NUMBER, "~": Type.NUMBER}

GIVES: dict[str, frozenset[Type]] = {
    **dict.fromkeys(("==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in", "&&", "||"), _BOOLEAN),
    **dict.fromkeys(("-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>"), _NUMBER),
    "+": frozenset({Type.NUMBER, Type.TEXT}),
    ",": frozenset({Type.LIST}),
}
"""The types of what an operator gives."""

_SIGNED, _UNSIGNED = 2.0**63, 2.0**64


def joins(left: Value, right: Value) -> bool:
    """Whether `+` may take two values: two numbers, or anything beside a text."""
    lefts, rights = types_of(left), types_of(right)
    if Type.TEXT in lefts | rights:
        return True
    return Type.NUMBER in lefts and Type.NUMBER in rights


def alike(left: Value, right: Value) -> bool:
    """Whether an operator of `SAME` may take two values."""
    return bool(types_of(left) & types_of(right) & {Type.NUMBER, Type.TEXT})


def equal(left: object, right: object) -> bool:
    """Whether two known values are the same, type and all."""
    if types_of(left) != types_of(right):
        return False
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equal, left, right))
    return left == right


def added(left: Value, right: Value) -> Value:
    """The sum of numbers, or what two values make written one after the other."""
    if isinstance(left, float) and isinstance(right, float):
        return left + right
    return written(left) + written(right)


def calculated(operator: str, left: float, right: float) -> Value:
    """What an operator makes of two numbers."""
    return _CALCULATIONS[operator](left, right)


def prefixed(operator: str, operand: Value) -> Value:
    """What a prefix makes of a known value of its type."""
    if isinstance(operand, bool):
        return not operand
    assert isinstance(operand, float)
    if operator == "-":
        return -operand
    return float(~int(operand)) if abs(operand) < _SIGNED else SOME_NUMBER


def compared(operator: str, left: Value, right: Value) -> bool:
    """Whether two numbers or two texts stand in an order."""
    if isinstance(left, str) and isinstance(right, str):
        return _ORDER[operator](left, right)
    assert isinstance(left, float) and isinstance(right, float)
    return _ORDER[operator](left, right)


def listed(left: Value, right: Value) -> list[object]:
    """The list that a comma makes; a list on its left side grows."""
    return [*left, right] if isinstance(left, list) else [left, right]


def pattern(value: Value) -> str:
    """The regular expression that a text or a pattern is."""
    return value.source if isinstance(value, Pattern) else str(value)


def _divided(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, math.copysign(1, left) * math.copysign(1, right))


def _rest(left: float, right: float) -> float:
    return math.nan if not right or math.isinf(left) else math.fmod(left, right)


def _power(left: float, right: float) -> float:
    odd = math.isfinite(right) and right % 2 == 1
    try:
        return math.pow(left, right)
    except OverflowError:
        return -math.inf if left < 0 and odd else math.inf
    except ValueError:
        if left:
            return math.nan
        return math.copysign(math.inf, left) if odd else math.inf


def _whole(calculate: Callable[[int, int], int]) -> Callable[[float, float], Value]:
    def calculated(left: float, right: float) -> Value:
        if not (abs(left) < _SIGNED and abs(right) < _SIGNED):
            return SOME_NUMBER
        return float(calculate(int(left), int(right)))

    return calculated


def _shifted(left: float, right: float, *, up: bool) -> Value:
    if not (0 <= left < _UNSIGNED and 0 <= right < _UNSIGNED):
        return SOME_NUMBER
    if right >= 64:
        return 0.0
    return float(int(left) << int(right) & 2**64 - 1 if up else int(left) >> int(right))


_ORDER: dict[str, Callable[[float | str, float | str], bool]] = {
    ">": lambda left, right: left > right,  # type: ignore[operator]
    ">=": lambda left, right: left >= right,  # type: ignore[operator]
    "<": lambda left, right: left < right,  # type: ignore[operator]
    "<=": lambda left, right: left <= right,  # type: ignore[operator]
}
_CALCULATIONS: dict[str, Callable[[float, float], Value]] = {
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divided,
    "%": _rest,
    "**": _power,
    "&": _whole(lambda left, right: left & right),
    "|": _whole(lambda left, right: left | right),
    "^": _whole(lambda left, right: left ^ right),
    "<<": lambda left, right: _shifted(left, right, up=True),
    ">>": lambda left, right: _shifted(left, right, up=False),
}
