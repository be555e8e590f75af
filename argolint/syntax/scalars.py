"""What a scalar means: Go's YAML reader resolves plain scalars by YAML 1.1, then JSON prints them."""

from __future__ import annotations

import base64
import binascii
import math
import re
import struct
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from argolint.syntax.nodes import Scalar


class ScalarKind(StrEnum):
    """The JSON type that a scalar becomes, integers apart from other numbers."""

    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    NULL = "null"


_TRUE: Final = frozenset(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"])
_FALSE: Final = frozenset(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"])
_NULL: Final = frozenset(["", "~", "null", "Null", "NULL"])
_NOT_FINITE: Final = {
    **dict.fromkeys([".nan", ".NaN", ".NAN"], math.nan),
    **dict.fromkeys([".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"], math.inf),
    **dict.fromkeys(["-.inf", "-.Inf", "-.INF"], -math.inf),
}
NOT_FINITE: Final = frozenset(_NOT_FINITE)
WORDS: Final = _TRUE | _FALSE | _NULL
_AFTER_NUMBERS: Final = ":"
_NUMBER_STARTS: Final = frozenset("+-.0123456789")

_INTEGER: Final = lazy_pattern(
    r"""(?P<sign>[-+]?)(?:
        0[bB](?P<two>[01]+) | 0[oO]?(?P<eight>[0-7]+) | 0[xX](?P<sixteen>[0-9a-fA-F]+)
        | (?P<ten>0|[1-9][0-9]*) )""",
    re.VERBOSE,
)
_SIGNED_BINARY: Final = lazy_pattern(r"0b(?P<digits>[-+][01]+)")
_TIMESTAMP: Final = lazy_pattern(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    r"(?:(?:[Tt]| )[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})?)?"
)
_DECIMAL: Final = lazy_pattern(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASES: Final = {"two": 2, "eight": 8, "ten": 10, "sixteen": 16}
_SMALLEST: Final = -(2**63)
_BEYOND_UNSIGNED: Final = 2**64
_EXACT: Final = 2**53
_JSON_EXPONENT: Final = 1e21
_LEAST_POSITIONAL, _MOST_POSITIONAL = -4, 5
_SINGLE_DIGITS = 9

_TAG_PREFIX: Final = "tag:yaml.org,2002:"
_TAGGED_KINDS: Final = {
    "bool": ScalarKind.BOOLEAN,
    "float": ScalarKind.FLOAT,
    "int": ScalarKind.INTEGER,
    "null": ScalarKind.NULL,
}


def kind(scalar: Scalar) -> ScalarKind:
    """The JSON type that a scalar becomes."""
    if scalar.tag is not None:
        return _tagged_kind(scalar)
    text = scalar.text
    if scalar.style or (text >= _AFTER_NUMBERS and text not in WORDS):
        return ScalarKind.STRING
    return plain_kind(text)


def plain_kind(text: str) -> ScalarKind:
    """The JSON type that a plain scalar of this text becomes."""
    if text in WORDS:
        return ScalarKind.NULL if text in _NULL else ScalarKind.BOOLEAN
    number = _number(text)
    if number is None:
        return ScalarKind.STRING
    return ScalarKind.INTEGER if isinstance(number, int) else ScalarKind.FLOAT


def integer_value(scalar: Scalar) -> int | None:
    """The integer that Go would decode, 2.0 and 1e1 included; None where it would find no integer."""
    number = _number_of(scalar)
    if isinstance(number, int):
        return number
    if number is None or not number.is_integer() or abs(number) >= _JSON_EXPONENT:
        return None
    return int(_positional(number))


def float_value(scalar: Scalar) -> float | None:
    """The number that a numeric scalar stands for, or None."""
    number = _number_of(scalar)
    return None if number is None else float(number)


def boolean_value(scalar: Scalar) -> bool | None:
    """The truth that a boolean scalar stands for, or None."""
    return scalar.text in _TRUE if kind(scalar) is ScalarKind.BOOLEAN else None


def json_text(scalar: Scalar) -> str:
    """The text that a parameter holds: strings as they are, numbers and booleans normalized, null empty."""
    what = kind(scalar)
    if what is ScalarKind.STRING:
        return _binary_text(scalar.text) if scalar.tag == _TAG_PREFIX + "binary" else scalar.text
    if what is ScalarKind.NULL:
        return ""
    if what is ScalarKind.BOOLEAN:
        return "true" if scalar.text in _TRUE else "false"
    number = _number_of(scalar)
    if isinstance(number, int) and -_EXACT <= number <= _EXACT:
        return str(number)
    return scalar.text if number is None else _positional(float(number))


def key_text(scalar: Scalar) -> str | None:
    """The text of a map key in JSON, or None where JSON cannot hold it."""
    what = kind(scalar)
    if what is ScalarKind.STRING or what is ScalarKind.BOOLEAN:
        return json_text(scalar)
    number = _number_of(scalar)
    if isinstance(number, int):
        return str(number) if number < -_SMALLEST else None
    return None if number is None else _key_float(number)


def misfit(scalar: Scalar) -> str | None:
    """The short name of a tag that the text does not fit (`!!int x`), or None."""
    name = _standard_tag(scalar)
    wanted = _TAGGED_KINDS.get(name)
    if wanted is None:
        bad = (name == "binary" and _decoded(scalar.text) is None) or (
            name == "timestamp" and _TIMESTAMP.fullmatch(scalar.text) is None
        )
    else:
        found = plain_kind(scalar.text)
        bad = found is not wanted and (wanted, found) != (ScalarKind.FLOAT, ScalarKind.INTEGER)
    return f"!!{name}" if bad else None


def _standard_tag(scalar: Scalar) -> str:
    tag = scalar.tag or ""
    return tag.removeprefix(_TAG_PREFIX) if tag.startswith(_TAG_PREFIX) else ""


def _tagged_kind(scalar: Scalar) -> ScalarKind:
    wanted = _TAGGED_KINDS.get(_standard_tag(scalar), ScalarKind.STRING)
    return wanted if misfit(scalar) is None else ScalarKind.STRING


def _number_of(scalar: Scalar) -> int | float | None:
    if scalar.tag is not None:
        what = _tagged_kind(scalar)
        if what is not ScalarKind.INTEGER and what is not ScalarKind.FLOAT:
            return None
        number = _number(scalar.text)
        return float(number) if what is ScalarKind.FLOAT and number is not None else number
    return None if scalar.style else _number(scalar.text)


def _number(text: str) -> int | float | None:
    if text[:1] not in _NUMBER_STARTS or not text:
        return None
    if text in _NOT_FINITE:
        return _NOT_FINITE[text]
    if text[0] == ".":
        return _float(text)
    digits = text.replace("_", "")
    number = _integer(digits)
    return number if number is not None else _float(digits)


def _integer(digits: str) -> int | None:
    match = _INTEGER.fullmatch(digits)
    if match is None:
        signed = _SIGNED_BINARY.fullmatch(digits)
        number = int(signed["digits"], 2) if signed else None
        return number if number is None or _SMALLEST <= number < -_SMALLEST else None
    base = match.lastgroup or "ten"
    number = int(match[base], _BASES[base])
    if match["sign"]:
        number = -number if match["sign"] == "-" else number
        return number if _SMALLEST <= number < -_SMALLEST else None
    return number if number < _BEYOND_UNSIGNED else None


def _float(digits: str) -> float | None:
    if _DECIMAL.fullmatch(digits) is None:
        return None
    number = float(digits)
    return None if math.isinf(number) else number


def _positional(number: float) -> str:
    if not math.isfinite(number):
        return str(number)
    from decimal import Decimal  # loads slowly, and few numbers come here

    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").removesuffix(".") if "." in text else text


def _key_float(number: float) -> str:
    """Go prints a float key with the fewest digits that tell 32-bit floats apart."""
    if math.isnan(number):
        return ".nan"
    try:
        single = _single(number)
    except OverflowError:
        single = math.copysign(math.inf, number)
    if math.isinf(single):
        return ".inf" if single > 0 else "-.inf"
    candidates = (f"{single:.{digits}e}" for digits in range(_SINGLE_DIGITS))
    text = next(text for text in candidates if _single(float(text)) == single)
    mantissa, exponent = text.split("e")
    if single == 0 or _LEAST_POSITIONAL <= int(exponent) <= _MOST_POSITIONAL:
        return _positional(float(text))
    return f"{mantissa}e{int(exponent):+03d}"


def _single(number: float) -> float:
    (single,) = struct.unpack("f", struct.pack("f", number))
    return float(single)


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except (binascii.Error, ValueError):
        return None


def _binary_text(text: str) -> str:
    decoded = _decoded(text)
    return text if decoded is None else decoded.decode("utf-8", "replace")
