"""Values of a `when`, known and unknown, and how Go writes them."""

from __future__ import annotations

import math
from enum import Enum
from typing import NamedTuple


class Type(Enum):
    """What sort a value is of."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"
    PATTERN = "pattern"
    LIST = "list"
    NOTHING = "nothing"


class Unknown(NamedTuple):
    """A value known only when it runs, of one of some types."""

    types: frozenset[Type]


class Pattern(NamedTuple):
    """The text behind `=~` or `!~`, which is a regular expression and no text any more."""

    source: str


Known = float | bool | str | Pattern | list[object] | None
Value = Known | Unknown

ANYTHING = Unknown(frozenset(Type))
SOME_BOOLEAN = Unknown(frozenset({Type.BOOLEAN}))
SOME_NUMBER = Unknown(frozenset({Type.NUMBER}))
SOME_TEXT = Unknown(frozenset({Type.TEXT}))
QUOTED = Unknown(frozenset({Type.TEXT, Type.NUMBER}))
"""A text in quotes that may turn out to be a date, which is a number of seconds."""

_LEAST_PLAIN, _MOST_PLAIN = -4, 6


def types_of(value: object) -> frozenset[Type]:
    """The types that a value may have."""
    if isinstance(value, Unknown):
        return value.types
    return frozenset({_type_of(value)})


def _type_of(value: object) -> Type:
    if value is None:
        return Type.NOTHING
    if isinstance(value, bool):
        return Type.BOOLEAN
    if isinstance(value, float):
        return Type.NUMBER
    if isinstance(value, str):
        return Type.TEXT
    return Type.PATTERN if isinstance(value, Pattern) else Type.LIST


def is_known(value: object) -> bool:
    """Whether a value and all that it holds are known."""
    if isinstance(value, list):
        return all(is_known(item) for item in value)
    return not isinstance(value, Unknown)


def written(value: object) -> str:
    """A known value as Go's `%v` writes it."""
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Pattern):
        return value.source
    if isinstance(value, list):
        return "[" + " ".join(written(item) for item in value) + "]"
    return str(value)


def _number(number: float) -> str:
    """The shortest digits that give the number again; very large and small ones with an exponent."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "+Inf" if number > 0 else "-Inf"
    mantissa, _, power = repr(abs(number)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    exponent = int(power or "0") + len(digits) - len(fraction) - 1 if digits else 0
    figures = digits.rstrip("0") or "0"
    minus = "-" if math.copysign(1, number) < 0 else ""
    if _LEAST_PLAIN <= exponent < _MOST_PLAIN:
        return f"{minus}{abs(number):.{max(len(figures) - 1 - exponent, 0)}f}"
    rest = f".{figures[1:]}" if len(figures) > 1 else ""
    return f"{minus}{figures[0]}{rest}e{'-' if exponent < 0 else '+'}{abs(exponent):02}"
