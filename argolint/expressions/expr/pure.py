"""Functions of the language computed on constants; what would need Go itself stays unknown."""

from __future__ import annotations

import base64
import json
import math
from typing import TYPE_CHECKING, Any, Final

from argolint.expressions.durations import nanoseconds
from argolint.expressions.expr.numbers import LARGEST, wrapped
from argolint.expressions.expr.spelling import shortest
from argolint.expressions.expr.values import UNKNOWN, RunError, is_number
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_WHOLE: Final = lazy_pattern(r"[+-]?[0-9]{1,40}")
_DECIMAL: Final = lazy_pattern(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NO_FLOAT: Final = lazy_pattern(r"[^0-9a-fA-FxXpPnNtTyYiI+._-]")
"""What stands in no number of Go's, not even in `0x1p-2`, `Infinity` or `NaN`."""
_BLANKS: Final = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_MOST_REPEATS: Final = 1_000_000
_MOST_KEPT: Final = 10_000
_MOST_SHIFT: Final = 63
_LISTS_TOO: Final = frozenset({"max", "min"})
"""They look into lists since Argo 3.5; before, a list was one value among others."""


def compute(name: str, arguments: list[Any], modern: bool) -> Any:
    """The result of a function; UNKNOWN where it is not known here. Raises RunError where Go fails."""
    if name == "len":
        return _length(*arguments, modern=modern) if len(arguments) == 1 else UNKNOWN
    function = _FUNCTIONS.get(name)
    if function is None or (name in _LISTS_TOO and not modern and list in map(type, arguments)):
        return UNKNOWN
    try:
        return function(*arguments)
    except (TypeError, AttributeError):
        # The type checker has told what is wrong with such arguments.
        return UNKNOWN


def _length(value: Any, *, modern: bool) -> Any:
    if isinstance(value, str):
        return len(value) if modern else len(value.encode("utf-8", "surrogatepass"))
    return len(value) if isinstance(value, list | dict) else UNKNOWN


def _int(value: Any) -> Any:
    if isinstance(value, str):
        number = int(value) if _WHOLE.fullmatch(value) else None
        if number is None or not -LARGEST - 1 <= number <= LARGEST:
            raise RunError(f"`{value[:40]}` is no whole number")
        return number
    if isinstance(value, float):
        return int(value) if abs(value) < LARGEST else UNKNOWN
    return value if is_number(value) else UNKNOWN


def _float(value: Any) -> Any:
    if isinstance(value, str):
        if _DECIMAL.fullmatch(value) and math.isfinite(float(value)):
            return float(value)
        if not value or _NO_FLOAT.search(value):
            raise RunError(f"`{value[:40]}` is no number")
        return UNKNOWN
    return float(value) if is_number(value) else UNKNOWN


def _string(value: Any) -> Any:
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return shortest(value)
    return str(value) if isinstance(value, str | int) else UNKNOWN


def _type(value: Any) -> Any:
    if value is None:
        return "nil"
    names = {bool: "bool", int: "int", float: "float", str: "string", list: "array", dict: "map"}
    return names.get(type(value), UNKNOWN)


def _ascii(value: str) -> bool:
    """Whether Python and Go agree on letters and places: beyond ASCII they count and change differently."""
    return isinstance(value, str) and value.isascii()


def _split(text: str, separator: str, most: int = -1) -> Any:
    if most == 0:
        return []
    if not separator:
        parts = list(text)
        return parts if most < 0 or most >= len(parts) else [*parts[: most - 1], "".join(parts[most - 1 :])]
    return text.split(separator, most - 1 if most > 0 else -1)


def _join(items: Any, glue: str = "") -> Any:
    if not isinstance(items, list):
        return UNKNOWN
    for item in items:
        if not isinstance(item, str):
            raise RunError("`join` takes a list of strings")
    return glue.join(items)


def _repeat(text: str, times: int) -> Any:
    if times < 0:
        raise RunError("a text cannot be repeated a negative number of times")
    if times > _MOST_REPEATS:
        raise RunError(f"the language repeats no more than {_MOST_REPEATS} times")
    return text * times if len(text) * times <= _MOST_KEPT else UNKNOWN


def _round(value: Any) -> Any:
    if not is_number(value) or not math.isfinite(value):
        return UNKNOWN
    rounded = math.floor(abs(value) + 0.5) if abs(value) < 2**52 else abs(value)
    return math.copysign(float(rounded), value)


def _numbers(items: tuple[Any, ...]) -> list[Any] | None:
    flat: list[Any] = []
    for item in items:
        flat.extend(item if isinstance(item, list) else [item])
    return flat if flat and all(is_number(item) for item in flat) else None


def _largest(*items: Any) -> Any:
    numbers = _numbers(items)
    return UNKNOWN if numbers is None else max(numbers)


def _smallest(*items: Any) -> Any:
    numbers = _numbers(items)
    return UNKNOWN if numbers is None else min(numbers)


def _sum(items: list[Any]) -> Any:
    if not items or not all(is_number(item) for item in items):
        return UNKNOWN
    total = sum(items)
    return wrapped(total) if isinstance(total, int) else total


def _shift(value: int, by: int, left: bool) -> Any:
    if by < 0:
        raise RunError("bits cannot be shifted by a negative number")
    if by > _MOST_SHIFT:
        return UNKNOWN
    return wrapped(value << by) if left else value >> by


def _duration(text: str) -> Any:
    if nanoseconds(text) is None:
        raise RunError(f"`{text[:40]}` is no duration such as `1h30m`")
    return UNKNOWN


def _from_json(text: str) -> Any:
    try:
        value = json.loads(text, parse_int=float)
    except ValueError as error:
        raise RunError(f"the text is no JSON: {str(error)[:1].lower()}{str(error)[1:]}") from None
    except RecursionError:
        return UNKNOWN
    # Python reads a few words for numbers that Go does not.
    return UNKNOWN if "NaN" in text or "Infinity" in text else value


def _trimmed(text: str, characters: str | None = None) -> str:
    return text.strip(_BLANKS if characters is None else characters)


def _in_ascii(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *texts: function(*texts) if all(_ascii(text) for text in texts) else UNKNOWN


def _of_list(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda value: function(value) if isinstance(value, list) else UNKNOWN


_FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "int": _int,
    "float": _float,
    "string": _string,
    "type": _type,
    "abs": lambda value: abs(value) if is_number(value) else UNKNOWN,
    "ceil": lambda value: float(math.ceil(value)) if is_number(value) else UNKNOWN,
    "floor": lambda value: float(math.floor(value)) if is_number(value) else UNKNOWN,
    "round": _round,
    "max": _largest,
    "min": _smallest,
    "sum": _sum,
    "upper": _in_ascii(str.upper),
    "lower": _in_ascii(str.lower),
    "trim": _trimmed,
    "trimPrefix": lambda text, prefix=" ": text.removeprefix(prefix),
    "trimSuffix": lambda text, suffix=" ": text.removesuffix(suffix),
    "split": _split,
    "replace": lambda text, old, new, most=-1: text.replace(old, new, most),
    "repeat": _repeat,
    "join": _join,
    "indexOf": _in_ascii(str.find),
    "lastIndexOf": _in_ascii(str.rfind),
    "hasPrefix": str.startswith,
    "hasSuffix": str.endswith,
    "duration": _duration,
    "fromJSON": _from_json,
    "first": _of_list(lambda items: items[0] if items else None),
    "last": _of_list(lambda items: items[-1] if items else None),
    "reverse": _of_list(lambda items: items[::-1]),
    "toBase64": lambda text: base64.b64encode(text.encode()).decode(),
    "bitand": lambda left, right: left & right,
    "bitor": lambda left, right: left | right,
    "bitxor": lambda left, right: left ^ right,
    "bitnand": lambda left, right: left & ~right,
    "bitnot": lambda value: ~value,
    "bitshl": lambda value, by: _shift(value, by, left=True),
    "bitshr": lambda value, by: _shift(value, by, left=False),
}
