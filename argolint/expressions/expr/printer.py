"""Writes a tree as nested lists, `(Binary "+" (Integer 1) (Integer 2))`: for tests and for looking at it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from argolint.expressions.expr.deep import Steps, run

if TYPE_CHECKING:
    from argolint.expressions.expr.tree import Node

_SPECIAL = re.compile(r'["\\]|[^ -~\u00a1-\U0010ffff]')
_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
    "\v": "\\v",
}  # fmt: skip
_PLACES = frozenset({"start", "end", "name_start", "name_end", "forced"})
_HIGHEST_EXPONENT, _LOWEST_EXPONENT = 21, -4
_FIELD_NAMES = {"name": "VariableDeclarator"}


def printed(node: Node) -> str:
    """A tree on one line."""
    return run(_print(node))


def _print(node: Any) -> Steps[str]:
    if node is None:
        return "_"
    form = type(node).__name__
    parts = [{"Let": "VariableDeclarator"}.get(form, form)]
    optional = False
    for field in type(node).__slots__:
        if field in _PLACES:
            continue
        value = getattr(node, field)
        if field == "optional":
            optional = value
        elif isinstance(value, list):
            items = []
            for item in value:
                items.append((yield _print(item)))
            parts.append(f"[{' '.join(items)}]")
        elif value is None or hasattr(value, "start"):
            parts.append((yield _print(value)))
        elif isinstance(value, bool):
            parts += [":value"] * value
        else:
            parts.append(_constant(value))
    parts += [":optional"] * optional
    return f"({' '.join(parts)})"


def _constant(value: str | bytes | int | float) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bytes):
        return "b" + "".join(_bytes_part(part) for part in _decoded(value)).join('""')
    if isinstance(value, float):
        return shortest(value)
    return str(value)


def quoted(text: str) -> str:
    """A text in double quotes, unprintable characters escaped."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    known = _ESCAPES.get(character)
    if known is not None:
        return known
    return f"\\x{ord(character):02x}" if ord(character) < 128 else f"\\u{ord(character):04x}"


def _decoded(value: bytes) -> list[str]:
    return re.findall(r"[\udc80-\udcff]|[^\udc80-\udcff]+", value.decode("utf-8", "surrogateescape"))


def _bytes_part(part: str) -> str:
    if "\udc80" <= part[0] <= "\udcff":
        return f"\\x{ord(part[0]) - 0xDC00:02x}"
    return quoted(part)[1:-1]


def shortest(value: float) -> str:
    """A number in the fewest digits that tell it from its neighbours, large ones with an exponent."""
    text = repr(value)
    mantissa, _, exponent = text.partition("e")
    if not exponent:
        digits = text.replace("-", "").replace(".", "").lstrip("0")
        if abs(value) >= 10**_HIGHEST_EXPONENT and digits:
            return text
    if exponent:
        sign = exponent[0] if exponent[0] in "+-" else "+"
        return f"{mantissa.removesuffix('.0')}e{sign}{exponent.lstrip('+-').zfill(2)}"
    return text.removesuffix(".0")
