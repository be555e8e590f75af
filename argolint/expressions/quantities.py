"""Quantities as Kubernetes reads them: `500m`, `1.5Gi`, `2e3`."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from argolint.expressions.result import Problem
from argolint.nearest import closest
from argolint.schema.formats import QUANTITY

DECIMAL: Final = {
    "n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
}  # fmt: skip
"""Powers of ten by their letters."""

BINARY: Final = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}
"""Powers of two by their letters."""

_LARGEST = 2**63 - 1
_SMALLEST = -9
"""Nothing is smaller than a billionth but zero; what is gets rounded away from it."""

_MOST_DIGITS, _LARGEST_EXPONENT = 1000, 1000
_INSTEAD = {
    "K": "k", "ki": "Ki", "mi": "Mi", "gi": "Gi", "ti": "Ti", "KI": "Ki", "MI": "Mi", "GI": "Gi", "TI": "Ti",
    "kb": "k", "Kb": "k", "KB": "k", "MB": "M", "Mb": "M", "GB": "G", "Gb": "G", "TB": "T", "KiB": "Ki",
    "MiB": "Mi", "GiB": "Gi", "TiB": "Ti", "g": "G", "t": "T", "B": "", "b": "", "gb": "G", "mb": "M",
}  # fmt: skip


class Quantity(NamedTuple):
    """A quantity, or why a text is none."""

    number: Fraction | None
    """Its value after Kubernetes' rounding; None with problems, or with more digits than is worth reading."""

    suffix: str
    """The letters behind the digits; an exponent with its `e`."""

    problems: tuple[Problem, ...]

    @property
    def whole(self) -> int | None:
        """The value rounded away from zero to a whole number, as requests and limits count it."""
        return None if self.number is None else _up(self.number)


def parse(text: str) -> Quantity:
    """Read a quantity; blanks around it are not cut off."""
    match = QUANTITY.fullmatch(text)
    if match is None:
        return Quantity(None, "", (_problem(text),))
    sign, whole, fraction = match["sign"], match["whole"], match["fraction"] or ""
    suffix = match["suffix"] or ""
    if len(whole) + len(fraction) > _MOST_DIGITS:
        return Quantity(None, suffix, ())
    value = Fraction(int((whole + fraction) or "0"), 10 ** len(fraction))
    scaled = _scaled(value, suffix)
    if scaled is None:
        return Quantity(None, suffix, ())
    return Quantity(-scaled if sign == "-" else scaled, suffix, ())


def _scaled(value: Fraction, suffix: str) -> Fraction | None:
    if suffix in BINARY:
        return min(_rounded(value * 2 ** BINARY[suffix]), Fraction(_LARGEST))
    power = DECIMAL.get(suffix)
    if power is None:
        digits = suffix[1:].lstrip("+-0")[:6] or "0"
        power = -int(digits) if suffix[1] == "-" else int(digits)
        if abs(power) > _LARGEST_EXPONENT:
            return value if not value else None
    return _rounded(value * Fraction(10) ** power)


def _rounded(value: Fraction) -> Fraction:
    billionths = value * 10**-_SMALLEST
    return value if billionths.denominator == 1 else Fraction(_up(billionths), 10**-_SMALLEST)


def _up(value: Fraction) -> int:
    """A number rounded away from zero."""
    return -(-value.numerator // value.denominator) if value > 0 else value.numerator // value.denominator


def _problem(text: str) -> Problem:
    """What is wrong with a text that is no quantity, at the part that does not belong to one."""
    bare = text.strip()
    if not bare:
        return Problem(0, len(text), "it is empty", "write a number, such as `1` or `500m`")
    if QUANTITY.fullmatch(bare):
        return Problem(0, len(text), "blanks stand around it", f"write `{bare}`")
    number = 0
    while number < len(bare) and bare[number] in "+-0123456789.":
        number += 1
    digits, letters = bare[:number], bare[number:].strip()
    if not digits or not QUANTITY.fullmatch(digits) or not letters:
        return Problem(0, len(text), f"`{bare}` is no number", "write a number, such as `1` or `500m`")
    start = text.index(bare) + number
    known = [suffix for suffix in (*DECIMAL, *BINARY) if suffix]
    better = _INSTEAD.get(letters, letters if letters in known else closest(letters, known))
    listed = "known are " + ", ".join(f"`{suffix}`" for suffix in known)
    hint = f"write `{digits}{better}`" if better is not None else listed
    what = "unit" if letters.isalpha() else "part"
    return Problem(start, len(text.rstrip()), f"`{letters}` is no {what} of a quantity", hint)
