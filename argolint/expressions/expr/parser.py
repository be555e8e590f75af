"""Builds the tree of an expression.

The grammar is written as functions and not as a table for lark: whether an operator may stand depends on the
operator before it (`??`), what a call's arguments are depends on the function's name, and the oldest release
drops a `not` that it cannot place. The functions run as steps, so that no depth of nesting is too deep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from argolint.expressions.expr import wording
from argolint.expressions.expr.deep import Steps, run
from argolint.expressions.expr.numbers import read_number
from argolint.expressions.expr.tokens import (
    BINARY,
    BRACKET,
    BYTES,
    END,
    NAME,
    NEGATABLE,
    NUMBER,
    OPERATOR,
    ORDERING,
    RIGHT_FIRST,
    TEXT,
    UNARY,
    Token,
)
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
    Pair,
    Pointer,
    Predicate,
    Sequence,
    Slice,
    String,
    Unary,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.expressions.expr.dialects import Dialect
    from argolint.expressions.expr.functions import Edition
    from argolint.expressions.result import Problem


class RefusalError(Exception):
    """Carries the first mistake out of the parser; never leaves this package."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def build(text: str, tokens: list[Token], dialect: Dialect, builtins: Mapping[str, Edition]) -> Node:
    """The tree of an expression; raises RefusalError at the first mistake."""
    return run(_Parser(text, tokens, dialect, builtins).whole())


class _Parser:
    __slots__ = ("at", "builtins", "count", "dialect", "predicates", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token], dialect: Dialect, builtins: Mapping[str, Edition]) -> None:
        self.text = text
        self.tokens = tokens
        self.dialect = dialect
        self.builtins = builtins
        self.at = 0
        self.predicates = 0
        self.count = 0

    # ------------------------------------------------------------------ tokens

    def is_operator(self, value: str) -> bool:
        token = self.tokens[self.at]
        return token.kind == OPERATOR and token.value == value

    def is_bracket(self, value: str) -> bool:
        token = self.tokens[self.at]
        return token.kind == BRACKET and token.value == value

    def expect(self, kind: int, value: str) -> Token:
        token = self.tokens[self.at]
        if token.kind != kind or token.value != value:
            self.refuse(f"`{value}`")
        self.at += 1
        return token

    def expect_name(self) -> Token:
        token = self.tokens[self.at]
        if token.kind != NAME:
            self.refuse("a name")
        self.at += 1
        return token

    def refuse(self, wanted: str) -> NoReturn:
        raise RefusalError(wording.unexpected(self.text, self.tokens, self.at, wanted))

    def made(self, node: Node) -> Node:
        """Count a node that came into being."""
        self.count += 1
        most = self.dialect.most_nodes
        if most is not None and self.count > most:
            raise RefusalError(wording.too_many_parts(self.text, most))
        return node

    # ------------------------------------------------------------------ expressions

    def whole(self) -> Steps[Node]:
        node: Node = yield self.sequence()
        if self.tokens[self.at].kind != END:
            self.refuse("an operator or the end")
        return node

    def sequence(self) -> Steps[Node]:
        first: Node = yield self.expression(0)
        if not self.dialect.modern or not self.is_operator(";"):
            return first
        parts = [first]
        while self.is_operator(";"):
            self.at += 1
            if self.tokens[self.at].kind == END:
                break
            parts.append((yield self.expression(0)))
        if len(parts) == 1:
            return first
        return self.made(Sequence(first.start, parts[-1].end, parts))

    def expression(self, level: int) -> Steps[Node]:
        """An expression whose operators hold at least as tightly as `level`."""
        token = self.tokens[self.at]
        if level == 0 and token.kind == OPERATOR:
            if token.value == "let":
                node: Node = yield self.declaration()
                return node
            if token.value == "if":
                node = yield self.choice()
                return node
        left: Node = yield self.primary()
        if self.tokens[self.at].kind == OPERATOR:
            left = yield self.operators(left, level)
        if level == 0 and self.is_operator("?"):
            left = yield self.conditional(left)
        return left

    def operators(self, left: Node, level: int) -> Steps[Node]:
        """What the operators behind an operand make of it."""
        tokens = self.tokens
        before = ""
        while True:
            operator = tokens[self.at]
            if operator.kind != OPERATOR:
                return left
            negated = operator.value == "not"
            if negated:
                if not self.negation(level):
                    return left
                operator = tokens[self.at]
            power = BINARY.get(operator.value)
            if power is None or power < level:
                return left
            self.at += 1
            if operator.value == "|":
                left = yield self.pipe(left)
            elif before == "??" and operator.value != "??":
                raise RefusalError(wording.mixed_with_default(operator))
            elif self.dialect.modern and operator.value in ORDERING:
                left = yield self.comparison(left, operator, power)
            else:
                deeper = power if operator.value in RIGHT_FIRST else power + 1
                right: Node = yield self.expression(deeper)
                left = self.made(Binary(left.start, right.end, operator.value, left, right))
                if negated:
                    left = self.made(Unary(left.start, left.end, "not", left))
            before = operator.value

    def negation(self, level: int) -> bool:
        """Go past the `not` of `not in`; False where it belongs to nothing on this level."""
        self.at += 1
        if not self.dialect.modern:
            # The oldest release forgets the word if what follows holds less tightly than this level.
            return True
        power = BINARY.get(self.tokens[self.at].value)
        if power is None or self.tokens[self.at].value not in NEGATABLE:
            self.refuse("`in`, `contains`, `matches`, `startsWith` or `endsWith`")
        if power is not None and power < level:
            self.at -= 1
            return False
        return True

    def comparison(self, left: Node, operator: Token, power: int) -> Steps[Node]:
        """`a < b < c`, which means `a < b && b < c`."""
        root: Node | None = None
        while True:
            right: Node = yield self.expression(power + 1)
            compared = self.made(Binary(left.start, right.end, operator.value, left, right))
            root = compared if root is None else self.made(Binary(root.start, right.end, "&&", root, compared))
            left = right
            operator = self.tokens[self.at]
            if operator.kind != OPERATOR or operator.value not in ORDERING:
                return root
            self.at += 1

    def pipe(self, first: Node) -> Steps[Node]:
        name = self.tokens[self.at]
        if name.kind != NAME:
            self.refuse("the name of a function")
        self.at += 1
        node: Node = yield self.call(name, [first], forced=False)
        return node

    def declaration(self) -> Steps[Node]:
        start = self.tokens[self.at].start
        self.at += 1
        name = self.expect_name()
        self.expect(OPERATOR, "=")
        value: Node = yield self.expression(0)
        self.expect(OPERATOR, ";")
        body: Node = yield self.sequence()
        return self.made(Let(start, body.end, name.value, name.start, value, body))

    def choice(self) -> Steps[Node]:
        """`if a { b } else { c }`."""
        start = self.tokens[self.at].start
        self.at += 1
        condition: Node = yield self.expression(0)
        then: Node = yield self.block()
        self.expect(OPERATOR, "else")
        if self.dialect.else_if and self.is_operator("if"):
            otherwise: Node = yield self.choice()
        else:
            otherwise = yield self.block()
        return Conditional(start, self.tokens[self.at - 1].end, condition, then, otherwise)

    def block(self) -> Steps[Node]:
        self.expect(BRACKET, "{")
        body: Node = yield self.sequence()
        self.expect(BRACKET, "}")
        return body

    def conditional(self, condition: Node) -> Steps[Node]:
        while self.is_operator("?"):
            self.at += 1
            if self.is_operator(":"):
                then = condition
            else:
                then = yield self.expression(0)
                if not self.is_operator(":"):
                    self.refuse("`:` and the other value")
            self.at += 1
            otherwise: Node = yield self.expression(0)
            condition = self.made(
                Conditional(condition.start, otherwise.end, condition, then, otherwise),
            )
        return condition

    # ------------------------------------------------------------------ operands

    def primary(self) -> Node | Steps[Node]:
        """An operand with all that holds to it, at once where nothing does."""
        token = self.tokens[self.at]
        if token.kind == NUMBER or (token.kind == TEXT and not self.dialect.modern):
            return self.literal(token)
        if token.kind != NAME:
            return self.operand(token)
        self.at += 1
        if token.value in ("true", "false"):
            return self.made(Bool(token.start, token.end, token.value == "true"))
        if token.value == "nil":
            return self.made(Nil(token.start, token.end))
        if self.is_bracket("("):
            return self.called(token)
        name = self.made(Identifier(token.start, token.end, token.value))
        return self.postfixes(name) if self.has_postfix() else name

    def operand(self, token: Token) -> Steps[Node]:
        kind = token.kind
        if kind in (TEXT, BYTES):
            node = self.literal(token)
        elif kind == BRACKET:
            node = yield self.bracketed(token)
        elif kind == OPERATOR and token.value in UNARY:
            self.at += 1
            inner: Node = yield self.expression(UNARY[token.value])
            node = self.made(Unary(token.start, inner.end, token.value, inner))
        elif kind == OPERATOR and token.value == "::":
            self.at += 1
            node = yield self.call(self.expect_name(), [], forced=True)
        else:
            node = self.pointer(token)
        if self.has_postfix():
            node = yield self.postfixes(node)
        return node

    def called(self, name: Token) -> Steps[Node]:
        node: Node = yield self.call(name, [], forced=False)
        if self.has_postfix():
            node = yield self.postfixes(node)
        return node

    def has_postfix(self) -> bool:
        token = self.tokens[self.at]
        return token.value in (".", "?.", "[") and token.kind in (OPERATOR, BRACKET)

    def literal(self, token: Token) -> Node:
        self.at += 1
        if token.kind == TEXT:
            return self.made(String(token.start, token.end, token.value))
        if token.kind == BYTES:
            return self.made(Bytes(token.start, token.end, token.value.encode("latin-1", "replace")))
        value = read_number(token.value)
        if isinstance(value, str):
            raise RefusalError(wording.no_number(token, value))
        if isinstance(value, int):
            return self.made(Integer(token.start, token.end, value))
        return self.made(Float(token.start, token.end, value))

    def pointer(self, token: Token) -> Node:
        """`#name`, or the `.` of a member of `#`, which stays for the postfix."""
        if token.kind != OPERATOR or token.value not in ("#", "."):
            self.refuse("a value")
        if not self.predicates:
            raise RefusalError(wording.pointer_outside(token))
        name = ""
        end = token.start
        if token.value == "#":
            self.at += 1
            end = token.end
            following = self.tokens[self.at]
            if following.kind == NAME:
                name, end = following.value, following.end
                self.at += 1
        return self.made(Pointer(token.start, end, name))

    def bracketed(self, token: Token) -> Steps[Node]:
        if token.value == "(":
            self.at += 1
            node: Node = yield self.sequence()
            self.expect(BRACKET, ")")
        elif token.value == "[":
            node = yield self.array()
        elif token.value == "{":
            node = yield self.map()
        else:
            self.refuse("a value")
        return node

    def array(self) -> Steps[Node]:
        start = self.expect(BRACKET, "[").start
        items: list[Node] = []
        while not self.is_bracket("]"):
            if items:
                if not self.is_operator(","):
                    self.refuse("`,` or `]`")
                self.at += 1
                if self.is_bracket("]"):
                    break
            items.append((yield self.expression(0)))
        return self.made(Array(start, self.expect(BRACKET, "]").end, items))

    def map(self) -> Steps[Node]:
        start = self.expect(BRACKET, "{").start
        pairs: list[Pair] = []
        while not self.is_bracket("}"):
            if pairs:
                if not self.is_operator(","):
                    self.refuse("`,` or `}`")
                self.at += 1
                if self.is_bracket("}"):
                    break
            key: Node = yield self.key()
            self.expect(OPERATOR, ":")
            value: Node = yield self.expression(0)
            pair = Pair(key.start, value.end, key, value)
            self.made(pair)
            pairs.append(pair)
        return self.made(Map(start, self.expect(BRACKET, "}").end, pairs))

    def key(self) -> Steps[Node]:
        token = self.tokens[self.at]
        if token.kind in (NUMBER, TEXT, NAME):
            self.at += 1
            return self.made(String(token.start, token.end, token.value))
        if not self.is_bracket("("):
            raise RefusalError(wording.no_key(self.text, self.tokens, self.at))
        node: Node = yield self.expression(0)
        return node

    # ------------------------------------------------------------------ calls

    def call(self, name: Token, arguments: list[Node], *, forced: bool) -> Steps[Node]:
        """A call whose name has been read; `arguments` holds what a pipe brings."""
        edition = self.builtins.get(name.value)
        start = min(name.start, arguments[0].start) if arguments else name.start
        if edition is not None and edition.predicate:
            yield self.predicate_arguments(name, edition, arguments)
        else:
            yield self.arguments(arguments)
        end = self.tokens[self.at - 1].end
        if edition is not None:
            return self.made(Builtin(start, end, name.value, name.end, arguments, forced))
        callee = self.made(Identifier(name.start, name.end, name.value))
        return self.made(Call(start, end, callee, arguments))

    def arguments(self, arguments: list[Node]) -> Steps[None]:
        piped = len(arguments)
        self.expect(BRACKET, "(")
        while not self.is_bracket(")"):
            if len(arguments) > piped:
                if not self.is_operator(","):
                    self.refuse("`,` or `)`")
                self.at += 1
                if self.dialect.modern and self.is_bracket(")"):
                    break
            arguments.append((yield self.expression(0)))
        self.expect(BRACKET, ")")

    def predicate_arguments(self, name: Token, edition: Edition, arguments: list[Node]) -> Steps[None]:
        piped = len(arguments)
        self.expect(BRACKET, "(")
        for place in range(piped, edition.most or 0):
            if self.is_bracket(")"):
                if place >= edition.least:
                    break
                raise RefusalError(wording.too_few_arguments(name, self.tokens[self.at], edition.least, place))
            if place > piped:
                self.expect(OPERATOR, ",")
            arguments.append((yield self.predicate() if place == 1 else self.expression(0)))
        if self.dialect.modern and self.is_operator(","):
            self.at += 1
        if not self.is_bracket(")"):
            self.refuse("`)`")
        self.at += 1

    def predicate(self) -> Steps[Node]:
        start = self.tokens[self.at].start
        in_braces = self.is_bracket("{")
        if in_braces:
            self.at += 1
        self.predicates += 1
        body: Node = yield self.sequence() if in_braces else self.expression(0)
        self.predicates -= 1
        if in_braces:
            if self.is_operator(":"):
                raise RefusalError(wording.map_as_body(self.tokens[self.at]))
            self.expect(BRACKET, "}")
        elif self.is_operator(";"):
            self.refuse("`,` or `)`")
        return self.made(Predicate(start, self.tokens[self.at - 1].end, body))

    # ------------------------------------------------------------------ postfixes

    def postfixes(self, node: Node) -> Steps[Node]:
        while self.has_postfix():
            token = self.tokens[self.at]
            optional = token.value == "?."
            self.at += 1
            if token.value != "[" and not (optional and self.dialect.modern and self.is_bracket("[")):
                node = yield self.member(node, optional)
                continue
            if token.value != "[":
                self.at += 1
            node = yield self.index(node, optional)
        return node

    def member(self, base: Node, optional: bool) -> Steps[Node]:
        name = self.tokens[self.at]
        if name.kind != NAME and not (name.kind == OPERATOR and name.value.isidentifier()):
            raise RefusalError(wording.no_member_name(self.text, self.tokens, self.at))
        self.at += 1
        in_chain = isinstance(base, Chain)
        if isinstance(base, Chain):
            base = base.link
        self.count += 1
        string = String(name.start, name.end, name.value)
        node = self.made(Member(base.start, name.end, base, string, optional))
        if self.is_bracket("("):
            arguments: list[Node] = []
            yield self.arguments(arguments)
            node = self.made(Call(base.start, self.tokens[self.at - 1].end, node, arguments))
        if in_chain or optional:
            node = self.made(Chain(node.start, node.end, node))
        return node

    def index(self, base: Node, optional: bool) -> Steps[Node]:
        """`[a]`, `[a:b]` with either bound left out; the bracket has been read."""
        low: Node | None = None
        if not self.is_operator(":"):
            low = yield self.expression(0)
            if not self.is_operator(":"):
                end = self.expect(BRACKET, "]").end
                assert low is not None
                node = self.made(Member(base.start, end, base, low, optional))
                return self.made(Chain(base.start, end, node)) if optional else node
        self.at += 1
        high: Node | None = None
        if not self.is_bracket("]"):
            high = yield self.expression(0)
        return self.made(Slice(base.start, self.expect(BRACKET, "]").end, base, low, high))
