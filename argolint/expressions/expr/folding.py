"""Computes what an expression gives as far as its text alone decides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from argolint.expressions import regexes
from argolint.expressions.expr.deep import Steps, each, run
from argolint.expressions.expr.dialects import dialect_of
from argolint.expressions.expr.numbers import LARGEST, wrapped
from argolint.expressions.expr.pure import compute
from argolint.expressions.expr.tree import (
    Array,
    Binary,
    Bool,
    Builtin,
    Call,
    Chain,
    Conditional,
    Float,
    Identifier,
    Integer,
    Let,
    Map,
    Member,
    Nil,
    Sequence,
    Slice,
    String,
    Unary,
)
from argolint.expressions.expr.values import (
    UNKNOWN,
    RunError,
    arithmetic,
    element,
    equal,
    is_number,
    ordered,
    part,
    within,
)
from argolint.expressions.result import Problem
from argolint.expressions.unknown import is_filled_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from argolint.expressions.expr.expression import Expression

_MOST_CELLS: Final = 1_000_000
_MOST_KEPT: Final = 10_000
_AND, _OR = frozenset({"&&", "and"}), frozenset({"||", "or"})
_ALIASES: Final = {"asInt": "int", "asFloat": "float", "string": "string"}
"""Argo's names for functions of the language."""

_BROKEN: Final = object()
"""What a chain is worth behind a `?.` that met nil."""


@dataclass(frozen=True, slots=True)
class Constant:
    """The value that an expression always gives: nil as None, lists and maps as Python's."""

    value: Any


class _CertainError(Exception):
    """Carries a failure that no run avoids out of the evaluation."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def fold(
    expression: Expression, hidden: Collection[str] = (), known: Mapping[str, Any] | None = None
) -> Constant | Problem | None:
    """The value of an expression, or why each run fails, or None where only the run knows.

    `hidden` are the functions of the surroundings, which stand before those of the language; `known` are the
    first names whose values are certain.
    """
    if expression.tree is None:
        return None
    folder = _Folder(dialect_of(expression.version).modern, frozenset(hidden), known or {})
    try:
        value = run(folder.start(expression.tree))
    except _CertainError as certain:
        return certain.problem
    return None if value is UNKNOWN else Constant(value)


class _Folder:
    __slots__ = ("hidden", "modern", "variables")

    def __init__(self, modern: bool, hidden: frozenset[str], known: Mapping[str, Any]) -> None:
        self.modern = modern
        self.hidden = hidden
        self.variables: dict[str, Any] = dict(known)

    def start(self, tree: Any) -> Steps[Any]:
        value = yield self.visit(tree)
        return value

    def visit(self, node: Any) -> Any:
        """The value of a node, at once for a constant, or the steps that find it."""
        form = type(node)
        if form in (Integer, Float, Bool):
            return node.value
        if form is String:
            return UNKNOWN if is_filled_in(node.value) else node.value
        if form is Nil:
            return None
        visitor = _VISITORS.get(form)
        return UNKNOWN if visitor is None else visitor(self, node)

    def computed(self, node: Any, function: Callable[..., Any], *operands: Any) -> Any:
        """The result of a function of values, unknown if one of them is."""
        if any(operand is UNKNOWN for operand in operands):
            return UNKNOWN
        try:
            return function(*operands)
        except RunError as failure:
            raise _CertainError(Problem(node.start, node.end, str(failure))) from None

    def identifier(self, node: Identifier) -> Any:
        return self.variables.get(node.name, UNKNOWN)

    def let(self, node: Let) -> Steps[Any]:
        value = yield self.visit(node.value)
        self.variables[node.name] = value
        body = yield self.visit(node.body)
        self.variables.pop(node.name, None)
        return body

    def sequence(self, node: Sequence) -> Steps[Any]:
        last: Any = UNKNOWN
        for child in node.parts:
            last = yield self.visit(child)
        return last

    def unary(self, node: Unary) -> Steps[Any]:
        value = yield self.visit(node.operand)
        if node.operator in ("!", "not"):
            return not value if isinstance(value, bool) else UNKNOWN
        if not is_number(value):
            return UNKNOWN
        if node.operator == "+":
            return value
        return wrapped(-value) if isinstance(value, int) else -value

    def binary(self, node: Binary) -> Steps[Any]:
        left = yield self.visit(node.left)
        operator = node.operator
        if operator in _AND or operator in _OR or operator == "??":
            value = yield self.lazy(node, left)
            return value
        right = yield self.visit(node.right)
        if left is UNKNOWN or right is UNKNOWN:
            return UNKNOWN
        if operator in ("==", "!="):
            return equal(left, right) == (operator == "==")
        if operator in ("<", ">", "<=", ">="):
            return ordered(operator, left, right)
        if operator == "in":
            return within(left, right)
        if operator == "..":
            return self.computed(node, _range, left, right)
        if operator in ("contains", "startsWith", "endsWith", "matches"):
            return _text_test(operator, left, right)
        return self.computed(node, arithmetic, operator, left, right)

    def lazy(self, node: Binary, left: Any) -> Steps[Any]:
        """An operator whose right side may never run."""
        if node.operator == "??":
            if left is not UNKNOWN:
                left = left if left is not None else (yield self.visit(node.right))
            return left
        stops = node.operator in _OR
        if isinstance(left, bool):
            if left is stops:
                return left
            right = yield self.visit(node.right)
            return right if isinstance(right, bool) else UNKNOWN
        # The compiler drops the left side if the right one, written out, decides.
        decides = isinstance(node.right, Bool) and node.right.value is stops
        return stops if decides else UNKNOWN

    def conditional(self, node: Conditional) -> Steps[Any]:
        condition = yield self.visit(node.condition)
        if not isinstance(condition, bool):
            return UNKNOWN
        value = yield self.visit(node.then if condition else node.otherwise)
        return value

    def array(self, node: Array) -> Steps[Any]:
        items: list[Any] = yield each(self.visit(item) for item in node.items)
        return UNKNOWN if any(item is UNKNOWN for item in items) else items

    def map(self, node: Map) -> Steps[Any]:
        found: dict[Any, Any] = {}
        known = True
        for pair in node.pairs:
            key = yield self.visit(pair.key)
            value = yield self.visit(pair.value)
            known = known and value is not UNKNOWN and isinstance(key, str)
            if known:
                # Go fills the map from behind: of equal keys the first one stays.
                found.setdefault(key, value)
        return found if known else UNKNOWN

    def chain(self, node: Chain) -> Steps[Any]:
        value = yield self.visit(node.link)
        return None if value is _BROKEN else value

    def member(self, node: Member) -> Steps[Any]:
        base = yield self.visit(node.base)
        if base is _BROKEN or (base is None and node.optional):
            return _BROKEN
        by = yield self.visit(node.property)
        return self.computed(node, element, base, by)

    def slice(self, node: Slice) -> Steps[Any]:
        base = yield self.visit(node.base)
        low = None if node.low is None else (yield self.visit(node.low))
        high = None if node.high is None else (yield self.visit(node.high))
        return UNKNOWN if base is _BROKEN else self.computed(node, part, base, low, high)

    def builtin(self, node: Builtin) -> Steps[Any]:
        arguments: list[Any] = yield each(self.visit(argument) for argument in node.arguments)
        if node.name in self.hidden and not node.forced and node.name not in _ALIASES:
            return UNKNOWN
        return self.computed(node, lambda *values: compute(node.name, list(values), self.modern), *arguments)

    def call(self, node: Call) -> Steps[Any]:
        arguments: list[Any] = yield each(self.visit(argument) for argument in node.arguments)
        callee = node.callee.name if isinstance(node.callee, Identifier) else ""
        name = _ALIASES.get(callee)
        if name is None or callee not in self.hidden:
            return UNKNOWN
        return self.computed(node, lambda *values: compute(name, list(values), self.modern), *arguments)


def _range(low: Any, high: Any) -> Any:
    if not (isinstance(low, int) and isinstance(high, int)):
        return UNKNOWN
    if high - low >= LARGEST:
        return UNKNOWN
    if high - low >= _MOST_CELLS - 1:
        raise RunError(f"a range holds fewer than {_MOST_CELLS} numbers")
    return list(range(low, high + 1)) if high - low < _MOST_KEPT else UNKNOWN


def _text_test(operator: str, left: Any, right: Any) -> Any:
    if not (isinstance(left, str) and isinstance(right, str)):
        return UNKNOWN
    if operator == "matches":
        found = regexes.finds(right, left)
        return UNKNOWN if found is None else found
    if operator == "contains":
        return right in left
    return left.startswith(right) if operator == "startsWith" else left.endswith(right)


_VISITORS: Final[dict[type, Callable[[_Folder, Any], Any]]] = {
    Identifier: _Folder.identifier,
    Let: _Folder.let,
    Sequence: _Folder.sequence,
    Unary: _Folder.unary,
    Binary: _Folder.binary,
    Conditional: _Folder.conditional,
    Array: _Folder.array,
    Map: _Folder.map,
    Chain: _Folder.chain,
    Member: _Folder.member,
    Slice: _Folder.slice,
    Builtin: _Folder.builtin,
    Call: _Folder.call,
}
