"""Values of a `when`, known and unknown, and how Go writes them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Type(Enum):
    """What sort a value is of."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"
    PATTERN = "pattern"
    LIST = "list"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value known only when it runs, of one of some types."""

    types: frozenset[Type]


@dataclass(frozen=True, slots=True)
class Pattern:
    """The text behind `=~` or `!~`, which is a regular expression and no text any more."""

    source: str


Known = float | bool | str | Pattern | tuple[object, ...] | None
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
    if isinstance(value, tuple):
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
    if isinstance(value, tuple):
        return "[" + " ".join(written(item) for item in value) + "]"
    return str(value)


def _number(number: float) -> str:
    """The shortest digits that give the number again; very large and small ones with an exponent."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "+Inf" if number > 0 else "-Inf"
    sign, digits, scale = Decimal(repr(number)).as_tuple()
    figures = "".join(map(str, digits)).rstrip("0") or "0"
    exponent = len(digits) - 1 + int(scale) if number else 0
    minus = "-" if sign else ""
    if _LEAST_PLAIN <= exponent < _MOST_PLAIN:
        plain = format(abs(Decimal(repr(number))), "f")
        return minus + (plain.rstrip("0").rstrip(".") if "." in plain else plain)
    fraction = f".{figures[1:]}" if len(figures) > 1 else ""
    return f"{minus}{figures[0]}{fraction}e{'-' if exponent < 0 else '+'}{abs(exponent):02}"
