"""Constants that the library's compiler computes before it looks for mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.expressions.expr.deep import Steps, run
from argolint.expressions.expr.numbers import wrapped
from argolint.expressions.expr.tree import Binary, Integer, String, Unary
from argolint.expressions.unknown import is_filled_in

if TYPE_CHECKING:
    from argolint.expressions.expr.tree import Node


def divides_by_zero(node: Binary) -> bool:
    """Whether a division of constants is by zero."""
    return integer_constant(node.right) == 0 and integer_constant(node.left) is not None


def integer_constant(node: Node) -> int | None:
    """The whole number that a node always is."""
    return run(_integer(node))


def string_constant(node: Node) -> str | None:
    """The text that a node always is."""
    return run(_string(node))


def _integer(node: Any) -> Steps[int | None]:
    if isinstance(node, Integer):
        return node.value
    if isinstance(node, Unary) and node.operator in "+-":
        value = yield _integer(node.operand)
        return value if value is None or node.operator == "+" else wrapped(-value)
    if not isinstance(node, Binary) or node.operator not in "+-*%":
        return None
    left = yield _integer(node.left)
    right = None if left is None else (yield _integer(node.right))
    if right is None or left is None:
        return None
    if node.operator == "%":
        return remainder(left, right) if right else None
    value = left + right if node.operator == "+" else left - right if node.operator == "-" else left * right
    return wrapped(value)


def remainder(left: int, right: int) -> int:
    """What is left of a division, with the sign of the dividend as in Go."""
    value = abs(left) % abs(right)
    return -value if left < 0 else value


def _string(node: Any) -> Steps[str | None]:
    if isinstance(node, String):
        return None if is_filled_in(node.value) else node.value
    if not isinstance(node, Binary) or node.operator != "+":
        return None
    left = yield _string(node.left)
    right = None if left is None else (yield _string(node.right))
    return None if right is None or left is None else left + right
