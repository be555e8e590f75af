"""Spells constants as Go does."""

from __future__ import annotations

import math
import re
from typing import Final

from argolint.patterns import lazy_pattern

_SPECIAL: Final = lazy_pattern(r"[^ !#-\[\]-~]")
_ESCAPES: Final = {
    '"': '\\"', "\\": "\\\\", "\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
    "\v": "\\v",
}  # fmt: skip
_POWERS_WITHOUT_EXPONENT: Final = range(-4, 6)


def quoted(text: str) -> str:
    """A text in double quotes, unprintable characters escaped."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def quoted_bytes(value: bytes) -> str:
    """Bytes in double quotes, as text where they are text."""
    pieces = re.findall(r"[\udc80-\udcff]|[^\udc80-\udcff]+", value.decode("utf-8", "surrogateescape"))
    return f'"{"".join(_piece(piece) for piece in pieces)}"'


def _piece(piece: str) -> str:
    code = ord(piece[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else quoted(piece)[1:-1]


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    known = _ESCAPES.get(character)
    if known is not None:
        return known
    code = ord(character)
    if code < 128:
        return f"\\x{code:02x}"
    if character.isprintable():
        return character
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shortest(value: float) -> str:
    """A number in the fewest digits that tell it from its neighbours, if need be with an exponent."""
    if math.isnan(value) or math.isinf(value):
        return "NaN" if math.isnan(value) else "+Inf" if value > 0 else "-Inf"
    sign = "-" if math.copysign(1, value) < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(digits) - len(fraction) + int(exponent or 0)
    digits = digits.rstrip("0")
    if not digits:
        return sign + "0"
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    power = point - 1
    if power not in _POWERS_WITHOUT_EXPONENT:
        tail = f".{digits[1:]}" if len(digits) > 1 else ""
        return f"{digits[0]}{tail}e{'-' if power < 0 else '+'}{abs(power):02d}"
    if point <= 0:
        return f"0.{'0' * -point}{digits}"
    if point >= len(digits):
        return digits + "0" * (point - len(digits))
    return f"{digits[:point]}.{digits[point:]}"
