"""Values of expressions, compared and combined as Go does it. Lists and maps are Python's."""

from __future__ import annotations

import math
from typing import Any, Final

from argolint.expressions.expr.constants import remainder
from argolint.expressions.expr.numbers import wrapped


class Unknown:
    """Stands for a value that only the run knows."""

    __slots__ = ()


UNKNOWN: Final = Unknown()


class RunError(Exception):
    """An operation that Go refuses when it runs; the text says why."""


def is_number(value: Any) -> bool:
    """Whether a value is an int or a float; Python would count bools."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def equal(left: Any, right: Any) -> bool:
    """`==`: numbers by value, all else only with its own kind."""
    if is_number(left) and is_number(right):
        return bool(left == right)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equal, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equal(value, right[key]) for key, value in left.items())
    return type(left) is type(right) and bool(left == right)


def arithmetic(operator: str, left: Any, right: Any) -> Any:
    """`+ - * / % **` of numbers, `+` of texts."""
    if isinstance(left, str) and isinstance(right, str) and operator == "+":
        return left + right
    if not (is_number(left) and is_number(right)):
        return UNKNOWN
    if operator == "/":
        return _divided(float(left), float(right))
    if operator in ("**", "^"):
        return _power(float(left), float(right))
    if operator == "%":
        return _rest(left, right)
    value = left + right if operator == "+" else left - right if operator == "-" else left * right
    return wrapped(value) if isinstance(value, int) else value


def _divided(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _power(left: float, right: float) -> Any:
    try:
        return math.pow(left, right)
    except (OverflowError, ValueError):
        return UNKNOWN


def _rest(left: Any, right: Any) -> Any:
    if isinstance(left, float) or isinstance(right, float):
        return UNKNOWN
    if not right:
        raise RunError("`%` divides by zero")
    return remainder(left, right)


def ordered(operator: str, left: Any, right: Any) -> Any:
    """`< > <= >=` of two numbers or two texts."""
    same = (is_number(left) and is_number(right)) or (isinstance(left, str) and isinstance(right, str))
    if not same:
        return UNKNOWN
    if operator == "<":
        return left < right
    if operator == ">":
        return left > right
    return left <= right if operator == "<=" else left >= right


def within(left: Any, right: Any) -> Any:
    """`in` a list or among the keys of a map."""
    if isinstance(right, list):
        return any(equal(left, item) for item in right)
    if isinstance(right, dict):
        return left in right if isinstance(left, str) else UNKNOWN
    return UNKNOWN


def element(base: Any, by: Any) -> Any:
    """A member of a map or an element of a list; nil where a map has none."""
    if base is None:
        raise RunError("nil has no members")
    if isinstance(base, dict):
        return base.get(by) if isinstance(by, str) else UNKNOWN
    if isinstance(base, list) and isinstance(by, int) and not isinstance(by, bool):
        place = by + len(base) if by < 0 else by
        if not 0 <= place < len(base):
            raise RunError(f"there is no element {by} in a list of {len(base)}")
        return base[place]
    return UNKNOWN


def part(base: Any, low: Any, high: Any) -> Any:
    """A slice of a list or of a plain text; bounds beyond the ends are drawn in."""
    if not isinstance(base, list) and not (isinstance(base, str) and base.isascii()):
        return UNKNOWN
    bounds = []
    for bound, default in ((low, 0), (high, len(base))):
        if bound is not None and (not isinstance(bound, int) or isinstance(bound, bool)):
            return UNKNOWN
        place = default if bound is None else bound + len(base) if bound < 0 else bound
        bounds.append(max(0, min(place, len(base))))
    return base[bounds[0] : bounds[1]]
