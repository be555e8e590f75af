"""Calls of `sprig` functions, which the compiler leaves to the run: names and arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.expressions.expr import complaints
from argolint.expressions.expr.functions import removed_from_sprig, sprig
from argolint.expressions.expr.names import children
from argolint.expressions.expr.tree import Bool, Call, Float, Identifier, Integer, Let, Member, String
from argolint.expressions.expr.types import BOOL, FLOAT, INT, STRING, WORDS, Type, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.expr.expression import Expression
    from argolint.expressions.expr.functions import Form
    from argolint.expressions.result import Problem

_ROOT: Final = "sprig"
_CONSTANTS: Final[dict[type, Type]] = {String: STRING, Integer: INT, Float: FLOAT, Bool: BOOL}


def sprig_failures(expression: Expression) -> list[Problem]:
    """What fails whenever it is reached in the calls of sprig."""
    if _ROOT not in expression.text or expression.tree is None:
        return []
    nodes = list(_nodes(expression.tree))
    if any(isinstance(node, Let) and node.name == _ROOT for node in nodes):
        return []
    functions = sprig(expression.version)
    found = (_failure(node, functions) for node in nodes if isinstance(node, Call))
    return [problem for problem in found if problem is not None]


def _nodes(tree: Any) -> Iterator[Any]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node))


def _failure(node: Call, functions: Any) -> Problem | None:
    callee = node.callee
    if not (
        isinstance(callee, Member)
        and isinstance(callee.base, Identifier)
        and callee.base.name == _ROOT
        and isinstance(callee.property, String)
    ):
        return None
    name = callee.property.value
    form: Form | None = functions.get(name)
    if form is None:
        return complaints.sprig_unknown(callee.property, name, functions, name in removed_from_sprig())
    if not form.takes(len(node.arguments)):
        most = None if form.variadic else len(form.arguments)
        return complaints.count_of_arguments(node, f"sprig.{name}", form.least, most)
    for place, argument in enumerate(node.arguments):
        given = _CONSTANTS.get(type(argument))
        wanted = named(form.argument(place))
        if given is not None and not wanted.is_unknown and given.name != wanted.name:
            return complaints.argument(argument, f"sprig.{name}", given, _wanted(wanted))
    return None


def _wanted(of: Type) -> str:
    return f"`{of.name}`" if of.kind in ("other", "int") and of.name != "int" else WORDS[of.kind]
