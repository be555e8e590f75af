"""Reads the numbers of an expression."""

from __future__ import annotations

import math
from typing import Final

LARGEST: Final = 2**63 - 1
_BASES: Final = {"0x": 16, "0o": 8, "0b": 2}
_LONGEST: Final = 64
"""No number of 64 bits has more digits, in any base."""


def read_number(text: str) -> int | float | str:
    """The value of a number, or why there is none."""
    digits = text.replace("_", "").lower()
    base = _BASES.get(digits[:2])
    if base is None and ("." in digits or "e" in digits):
        return _float(digits)
    if base is not None:
        digits = digits[2:]
    return _integer(digits, base or 10)


def _integer(digits: str, base: int) -> int | str:
    significant = digits.lstrip("0")
    if len(significant) > _LONGEST:
        return "is too large for 64 bits"
    try:
        value = int(digits, base)
    except ValueError:
        return "is no number"
    return value if value <= LARGEST else "is too large for 64 bits"


def _float(digits: str) -> float | str:
    try:
        value = float(digits)
    except ValueError:
        return "is no number"
    return "is too large" if math.isinf(value) else value


def wrapped(value: int) -> int:
    """What 64 bits keep of a whole number."""
    return (value + 2**63) % 2**64 - 2**63
