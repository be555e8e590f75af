"""Calls of `sprig` functions, which the compiler leaves to the run: names and arguments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from argolint.expressions import regexes
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
    from argolint.schema.versions import Version

_ROOT: Final = "sprig"
_OF_PATTERNS: Final = ("regex", "mustRegex")
_WITHOUT_PATTERN: Final = frozenset({"regexQuoteMeta"})
_CONSTANTS: Final[dict[type, Type]] = {String: STRING, Integer: INT, Float: FLOAT, Bool: BOOL}


def sprig_failures(expression: Expression) -> list[Problem]:
    """What fails whenever it is reached in the calls of sprig."""
    functions = sprig(expression.version) if _ROOT in expression.text else {}
    found = (_failure(name, node, functions) for name, node in sprig_calls(expression))
    return [problem for problem in found if problem is not None]


def at_run(path: tuple[str, ...], version: Version) -> Type | None:
    """What the run finds under a path such as `sprig.trim`, which the compiler does not look at."""
    if path[0] != _ROOT or len(path) != 2:
        return None
    form = sprig(version).get(path[1])
    return None if form is None else Type("function", form.spelling(), call=replace(form, is_exact=True))


def sprig_calls(expression: Expression) -> Iterator[tuple[String, Call]]:
    """The calls of sprig, with the node that names the function."""
    if _ROOT not in expression.text or expression.tree is None:
        return
    nodes = list(nodes_of(expression.tree))
    if any(isinstance(node, Let) and node.name == _ROOT for node in nodes):
        return
    for node in nodes:
        callee = node.callee if isinstance(node, Call) else None
        if (
            isinstance(callee, Member)
            and isinstance(callee.base, Identifier)
            and callee.base.name == _ROOT
            and isinstance(callee.property, String)
        ):
            yield callee.property, node


def nodes_of(tree: Any) -> Iterator[Any]:
    """All nodes of a tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node))


def _failure(named_by: String, node: Call, functions: Any) -> Problem | None:
    name = named_by.value
    form: Form | None = functions.get(name)
    if form is None:
        return complaints.sprig_unknown(named_by, name, functions, name in removed_from_sprig())
    if not form.takes(len(node.arguments)):
        most = None if form.variadic else len(form.arguments)
        return complaints.count_of_arguments(node, f"sprig.{name}", form.least, most)
    for place, argument in enumerate(node.arguments):
        given = _CONSTANTS.get(type(argument))
        wanted = named(form.argument(place))
        if given is not None and not wanted.is_unknown and given.name != wanted.name:
            return complaints.argument(argument, f"sprig.{name}", given, _wanted(wanted))
    return _pattern_failure(name, node)


def _pattern_failure(name: str, node: Call) -> Problem | None:
    """A pattern that is written out and that Go refuses."""
    pattern = node.arguments[0] if node.arguments else None
    if not isinstance(pattern, String) or not name.startswith(_OF_PATTERNS) or name in _WITHOUT_PATTERN:
        return None
    reason = regexes.fault(pattern.value)
    return None if reason is None else complaints.at(pattern, f"the pattern is not one of Go's: {reason}")


def _wanted(of: Type) -> str:
    return f"`{of.name}`" if of.kind in ("other", "int") and of.name != "int" else WORDS[of.kind]
