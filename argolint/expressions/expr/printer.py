"""Writes a tree as nested lists, `(Binary "+" (Integer 1) (Integer 2))`: for tests and for looking at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.expressions.expr.deep import Steps, each, run
from argolint.expressions.expr.spelling import quoted, quoted_bytes, shortest

if TYPE_CHECKING:
    from argolint.expressions.expr.tree import Node

_LEFT_OUT: Final = frozenset({"start", "end", "name_start", "name_end", "forced", "optional"})
_FORMS: Final = {"Let": "VariableDeclarator"}


def printed(node: Node) -> str:
    """A tree on one line."""
    return run(_print(node))


def _print(node: Any) -> Steps[str]:
    form = type(node).__name__
    parts = [_FORMS.get(form, form)]
    for field in type(node).__slots__:
        if field in _LEFT_OUT:
            continue
        value = getattr(node, field)
        if isinstance(value, list):
            items: list[str] = yield each(_print(item) for item in value)
            parts.append(f"[{' '.join(items)}]")
        elif isinstance(value, bool):
            parts += [":value"] * value
        elif value is None or isinstance(value, str | bytes | int | float):
            parts.append(_constant(value))
        else:
            parts.append((yield _print(value)))
    if getattr(node, "optional", False):
        parts.append(":optional")
    return f"({' '.join(parts)})"


def _constant(value: str | bytes | int | float | None) -> str:
    if value is None:
        return "_"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bytes):
        return "b" + quoted_bytes(value)
    return shortest(value) if isinstance(value, float) else str(value)
