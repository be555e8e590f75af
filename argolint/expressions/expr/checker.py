"""Finds the static type of an expression and what the library's compiler refuses.

A mistake makes the part around it unknown, and what is unknown is silent: no complaint follows from another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.expressions import regexes
from argolint.expressions.expr import complaints
from argolint.expressions.expr.calls import (
    call_forms,
    call_kinds,
    call_predicate,
    element_by,
    element_of,
    member_by_get,
    predicate_result,
)
from argolint.expressions.expr.constants import divides_by_zero, string_constant
from argolint.expressions.expr.deep import Steps, each, run
from argolint.expressions.expr.dialects import dialect_of
from argolint.expressions.expr.functions import Edition, Form, builtins, methods
from argolint.expressions.expr.names import path_of
from argolint.expressions.expr.operations import Operations
from argolint.expressions.expr.tree import (
    Array,
    Binary,
    Bool,
    Builtin,
    Bytes,
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
    Node,
    Pointer,
    Predicate,
    Sequence,
    Slice,
    String,
    Unary,
)
from argolint.expressions.expr.types import (
    ANY,
    ARRAY,
    BOOL,
    BYTES,
    FLOAT,
    INT,
    MAP,
    NIL,
    STRING,
    UNKNOWN,
    Type,
    assignable,
    go_kind,
    list_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.expressions.expr.environments import Environment
    from argolint.expressions.expr.expression import Expression
    from argolint.expressions.result import Problem

_ENVIRONMENT: Final = "$env"
_MOST_GUESSES: Final = 20
_CONSTANTS: Final[dict[type, Type]] = {
    Nil: NIL, Bool: BOOL, Integer: INT, Float: FLOAT, String: STRING, Bytes: BYTES,
}  # fmt: skip


def compile_types(expression: Expression, environment: Environment) -> tuple[Type, list[Problem]]:
    """The static type of an expression that has a tree, and what the compiler refuses in it."""
    checker = _Checker(expression, environment)
    assert expression.tree is not None
    found = run(checker.start(expression.tree))
    return found, checker.problems


class _Checker:
    __slots__ = (
        "builtins", "collections", "deep", "dialect", "functions", "names", "operations", "problems", "text",
        "unknown", "variables",
    )  # fmt: skip

    def __init__(self, expression: Expression, environment: Environment) -> None:
        self.text = expression.text
        self.dialect = dialect_of(expression.version)
        self.operations = Operations(self.dialect.modern)
        self.builtins = builtins(expression.version)
        self.names = environment.names
        self.functions = environment.functions
        self.deep = environment.deep
        self.unknown = UNKNOWN if self.dialect.modern else ANY
        self.variables: dict[str, Type] = {}
        self.collections: list[tuple[Type, tuple[str, ...]]] = []
        self.problems: list[Problem] = []

    def start(self, tree: Node) -> Steps[Type]:
        found: Type = yield self.visit(tree)
        return found

    def visit(self, node: Any) -> Type | Steps[Type]:
        """The type of a node, at once for a constant."""
        return _CONSTANTS.get(type(node)) or _VISITORS[type(node)](self, node)

    def refuse(self, problem: Problem | None) -> Type:
        """Keep a complaint; the part is unknown from there on."""
        if problem is not None:
            self.problems.append(problem)
        return self.unknown

    def identifier(self, node: Identifier) -> Type:
        variable = self.variables.get(node.name)
        if variable is not None:
            return variable
        if node.name == _ENVIRONMENT:
            return UNKNOWN if self.dialect.modern else MAP
        return self.first_name(node, with_builtins=True)

    def first_name(self, node: Identifier, *, with_builtins: bool) -> Type:
        """A name of the surroundings, or a function of the language."""
        form = self.functions.get(node.name)
        if form is not None:
            return Type("function", form.spelling(), call=form)
        if self.names is not None and node.name in self.names:
            return self.names[node.name]
        edition = self.builtins.get(node.name) if with_builtins else None
        if edition is not None:
            return Type("function", edition.spelling, call=edition)
        if self.names is None:
            return self.unknown
        candidates = [*self.names, *self.functions, *(self.builtins if with_builtins else ())]
        if len(self.problems) > _MOST_GUESSES:
            candidates = []
        return self.refuse(complaints.unknown_name(node, self.text, candidates))

    def pointer(self, node: Pointer) -> Type:
        if not self.collections:
            return self.refuse(complaints.unknown_pointer(node))
        collection, pointers = self.collections[-1]
        if not node.name:
            return element_of(collection, self.operations)
        if node.name in pointers:
            return INT if node.name == "index" else self.unknown
        return self.refuse(complaints.unknown_pointer(node))

    def let(self, node: Let) -> Steps[Type]:
        taken = self.taken(node.name)
        if taken is not None:
            return self.refuse(complaints.redeclared(node, taken))
        value: Type = yield self.visit(node.value)
        self.variables[node.name] = value
        body: Type = yield self.visit(node.body)
        del self.variables[node.name]
        return body

    def taken(self, name: str) -> str | None:
        if name in self.functions or (self.names is not None and name in self.names):
            return "something in scope"
        if name in self.builtins:
            return "a function of the language"
        return "another variable" if name in self.variables else None

    # ------------------------------------------------------------------ operators

    def unary(self, node: Unary) -> Steps[Type]:
        operand: Type = yield self.visit(node.operand)
        found = self.operations.unary(node.operator, operand)
        return self.refuse(complaints.unary(node, operand)) if found is None else found

    def binary(self, node: Binary) -> Steps[Type]:
        left: Type = yield self.visit(node.left)
        right: Type = yield self.visit(node.right)
        if node.operator == "??":
            return self.operations.default(left, right)
        if node.operator == "in":
            return self.within(node, left, right)
        if node.operator == "matches":
            self.pattern(node)
        elif node.operator == "%" and divides_by_zero(node):
            return self.refuse(complaints.divided_by_zero(node))
        found = self.operations.binary(node.operator, left, right)
        return self.refuse(complaints.binary(node, left, right)) if found is None else found

    def within(self, node: Binary, left: Type, right: Type) -> Type:
        found = self.operations.within(left, right)
        if found is None:
            return self.refuse(complaints.binary(node, left, right))
        if isinstance(found, tuple):
            return self.refuse(complaints.misplaced_in(node, left, *found))
        return found

    def pattern(self, node: Binary) -> None:
        pattern = string_constant(node.right)
        reason = None if pattern is None else regexes.fault(pattern)
        if reason is not None:
            self.refuse(complaints.at(node.right, f"the pattern is not one of Go's: {reason}"))

    def conditional(self, node: Conditional) -> Steps[Type]:
        condition: Type = yield self.visit(node.condition)
        if condition.kind not in ("bool", "any"):
            return self.refuse(complaints.condition(node.condition, condition))
        then: Type = yield self.visit(node.then)
        otherwise: Type = yield self.visit(node.otherwise)
        if then.kind == "nil":
            return otherwise
        if otherwise.kind == "nil":
            return then
        if not assignable(then, otherwise):
            return self.unknown
        if not self.dialect.modern:
            return then.plain
        if self.dialect.else_if and then.kind == otherwise.kind == "array":
            first, second = then.held, otherwise.held
            if not (assignable(first, second) and assignable(second, first)):
                return ARRAY
        return then

    def sequence(self, node: Sequence) -> Steps[Type]:
        last = self.unknown
        for part in node.parts:
            last = yield self.visit(part)
        return last

    # ------------------------------------------------------------------ collections

    def array(self, node: Array) -> Steps[Type]:
        kinds: set[str] = set()
        last = UNKNOWN
        for item in node.items:
            last = yield self.visit(item)
            kinds.add(go_kind(last))
        if len(kinds) > 1 or (not self.dialect.modern and last.kind in ("nil", "any")):
            return ARRAY
        return list_of(last)

    def map(self, node: Map) -> Steps[Type]:
        for pair in node.pairs:
            yield self.visit(pair.key)
            yield self.visit(pair.value)
        return MAP

    def chain(self, node: Chain) -> Steps[Type]:
        found: Type = yield self.visit(node.link)
        return found

    def member(self, node: Member) -> Steps[Type]:
        name = node.property.value if isinstance(node.property, String) else None
        if isinstance(node.base, Identifier) and node.base.name == _ENVIRONMENT:
            return self.of_environment(node, name)
        if self.deep is not None and (path := path_of(node)) and path[0] not in self.variables:
            known = self.deep(path)
            if known is not None:
                return known
        base: Type = yield self.visit(node.base)
        by: Type = yield self.visit(node.property)
        if base.is_unknown:
            return self.unknown
        method = methods(base.name).get(name) if name is not None else None
        if method is not None:
            return Type("function", method.spelling(base.name), call=method)
        found = element_by(base, by, self.operations)
        if found is None and self.deep is not None and base.kind == "string" and by.kind in self.operations.integers:
            found = BYTES.element
        return self.refuse(complaints.no_member(node, base, name, by)) if found is None else found

    def of_environment(self, node: Member, name: str | None) -> Type:
        """A member of `$env`; only a name that is written out is looked up, and `?.` asks for none."""
        if name is None:
            return self.unknown
        known = name in self.functions or (self.names is not None and name in self.names)
        if node.optional and not known:
            return self.unknown
        identifier = Identifier(node.property.start, node.property.end, name)
        return self.first_name(identifier, with_builtins=False)

    def slice(self, node: Slice) -> Steps[Type]:
        base: Type = yield self.visit(node.base)
        if base.is_unknown and self.dialect.modern:
            return base
        if base.kind not in ("string", "array", "any"):
            return self.refuse(complaints.no_slice(node, base))
        for bound in (node.low, node.high):
            if bound is None:
                continue
            of: Type = yield self.visit(bound)
            if of.kind not in self.operations.integers and not of.is_unknown:
                return self.refuse(complaints.bad_bound(bound, of))
        return base

    def call(self, node: Call) -> Steps[Type]:
        callee = node.callee
        if self.dialect.bytes_literals and isinstance(callee, Identifier) and callee.name == _ENVIRONMENT:
            return self.refuse(complaints.not_callable(node, MAP))
        of: Type = yield self.visit(callee)
        if of.is_unknown:
            # The compiler looks at no argument of a call that only the run can make.
            return self.unknown
        if of.call is None:
            return self.refuse(complaints.not_callable(node, of))
        name = callee.name if isinstance(callee, Identifier) else "function"
        if isinstance(callee, Member) and isinstance(callee.property, String):
            prefix = "sprig." if isinstance(of.call, Form) and of.call.is_exact else ""
            name = f"{prefix}{callee.property.value}"
        found: Type = yield self.called(node, name, of.call)
        return found

    def called(self, node: Call | Builtin, name: str, how: Edition | Form) -> Steps[Type]:
        """The result of a function of values; one with a predicate cannot be called through a variable."""
        types: list[Type] = yield each(self.visit(argument) for argument in node.arguments)
        if isinstance(how, Form):
            found, problem = call_forms(name, (how,), node, types, self.operations)
        elif how.forms:
            found, problem = call_forms(name, how.forms, node, types, self.operations)
        elif how.kinds:
            found, problem = call_kinds(how, node, types)
        elif how.predicate is None:
            found, problem = member_by_get(node, types, self.operations)
        else:
            return self.unknown
        return found if problem is None else self.refuse(problem)

    def builtin(self, node: Builtin) -> Steps[Type]:
        edition = self.builtins[node.name]
        hidden = not node.forced and (
            node.name in self.functions or (self.names is not None and node.name in self.names)
        )
        if hidden:
            callee = Identifier(node.start, node.name_end, node.name)
            found: Type = yield self.call(Call(node.start, node.end, callee, node.arguments))
            return found
        if edition.predicate is not None:
            found = yield self.predicate_call(node, edition)
            return found
        found = yield self.member_by_get(node, edition) if node.name == "get" else self.called(node, node.name, edition)
        return found

    def member_by_get(self, node: Builtin, edition: Edition) -> Steps[Type]:
        """A member by `get`; the oldest dialect looks no further where the value is unknown."""
        if len(node.arguments) != 2:
            found: Type = yield self.called(node, node.name, edition)
            return found
        base, by = node.arguments
        if isinstance(base, Identifier) and base.name == _ENVIRONMENT:
            return self.unknown
        of: Type = yield self.visit(base)
        if of.is_unknown and not self.dialect.modern:
            return self.unknown
        member: Type = yield self.visit(by)
        found, problem = member_by_get(node, [of, member], self.operations)
        return found if problem is None else self.refuse(problem)

    def predicate_call(self, node: Builtin, edition: Edition) -> Steps[Type]:
        collection: Type = yield self.visit(node.arguments[0])
        if collection.kind not in ("array", "any"):
            wanted = complaints.kinds_in_words(("array",))
            return self.refuse(complaints.argument(node.arguments[0], node.name, collection, wanted))
        if len(node.arguments) == 1:
            return predicate_result(edition.result, collection, None, self.operations)
        self.collections.append((collection, edition.pointers))
        predicate = node.arguments[1]
        assert isinstance(predicate, Predicate)
        body: Type = yield self.visit(predicate.body)
        self.collections.pop()
        if len(node.arguments) > 2:
            last: Type = yield self.visit(node.arguments[2])
            if node.name == "sortBy" and self.dialect.bytes_literals and last.kind not in ("string", "any"):
                return self.refuse(complaints.argument(node.arguments[2], node.name, last, "a string"))
        found, problem = call_predicate(edition, node, collection, body, self.operations)
        return found if problem is None else self.refuse(problem)


_VISITORS: Final[dict[type, Callable[[_Checker, Any], Type | Steps[Type]]]] = {
    Identifier: _Checker.identifier,
    Pointer: _Checker.pointer,
    Let: _Checker.let,
    Unary: _Checker.unary,
    Binary: _Checker.binary,
    Conditional: _Checker.conditional,
    Sequence: _Checker.sequence,
    Array: _Checker.array,
    Map: _Checker.map,
    Chain: _Checker.chain,
    Member: _Checker.member,
    Slice: _Checker.slice,
    Call: _Checker.call,
    Builtin: _Checker.builtin,
}
