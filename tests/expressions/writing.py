"""Writes the tree of an expression as an expression, with no more parentheses than it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.expr.spelling import quoted
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
    Pointer,
    Predicate,
    Sequence,
    Slice,
    String,
    Unary,
)

if TYPE_CHECKING:
    from argolint.expressions.expr.tree import Node

ROWS = (("or", "||"), ("and", "&&"), ("==", "!=", "<", "<=", ">", ">=", "in", "matches", "contains", "startsWith",
        "endsWith"), ("..",), ("+", "-"), ("not", "!"), ("*", "/", "%"), ("sign",), ("**", "^"), ("??",))  # fmt: skip
"""All operators as the facts tell them, from those that hold loosest."""
SEQUENCE, EXPRESSION, OPERATION = -2, -1, 0
LEVEL = {operator: level for level, row in enumerate(ROWS, OPERATION) for operator in row}
ORDERING = ("<", "<=", ">", ">=")
LINKS = (Array, Builtin, Call, Chain, Identifier, Map, Member, Pointer, Slice, String)
"""What takes a postfix."""


def written(node: Node, least: int = SEQUENCE) -> str:
    """The text of a tree, in parentheses where it holds together less tightly than asked."""
    text, level = _written(node)
    return text if level >= least else f"({text})"


def _written(node: Node) -> tuple[str, int]:
    match node:
        case Sequence(parts=parts):
            return "; ".join(written(part, EXPRESSION) for part in parts), SEQUENCE
        case Let(name=name, value=value, body=body):
            return f"let {name} = {written(value, EXPRESSION)}; {written(body)}", SEQUENCE
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            parts = written(condition, OPERATION), written(then, EXPRESSION), written(otherwise, EXPRESSION)
            return "{} ? {} : {}".format(*parts), EXPRESSION
        case Binary():
            return _binary(node)
        case Unary(operator="not", operand=Binary(operator="in") as test):
            return _binary(test, "not in")
        case Unary(operator=operator, operand=operand):
            level = LEVEL["sign" if operator in "+-" else operator]
            return f"{operator} {written(operand, level)}", level
        case _:
            return _operand(node), len(ROWS)


def _binary(node: Binary, name: str = "") -> tuple[str, int]:
    level = LEVEL[node.operator]
    left = right = level + 1
    if node.operator in ("**", "^"):
        right = level
    elif not (node.operator in ORDERING and isinstance(node.left, Binary) and node.left.operator in ORDERING):
        left = level
    if isinstance(node.left, Binary) and node.left.operator == "??" != node.operator:
        left = len(ROWS)
    return f"{written(node.left, left)} {name or node.operator} {written(node.right, right)}", level


def _operand(node: Node) -> str:
    match node:
        case Array(items=items):
            return f"[{_listed(items)}]"
        case Map(pairs=pairs):
            return f"{{{', '.join(f'{_key(pair.key)}: {written(pair.value, EXPRESSION)}' for pair in pairs)}}}"
        case Call(callee=callee, arguments=arguments):
            return f"{_operand(callee)}({_listed(arguments)})"
        case Builtin(name=name, arguments=arguments):
            return f"{name}({_listed(arguments)})"
        case Predicate(body=body):
            return f"{{ {written(body)} }}"
        case Chain(link=link):
            return _operand(link)
        case Slice(base=base, low=low, high=high):
            bounds = ("" if bound is None else written(bound, OPERATION) for bound in (low, high))
            return f"{_base(base)}[{':'.join(bounds)}]"
        case Member():
            return _member(node)
    return _word(node)


def _word(node: Node) -> str:
    match node:
        case Nil():
            return "nil"
        case Bool(value=value):
            return str(value).lower()
        case Integer(value=number) | Float(value=number):
            return repr(number)
        case String(value=text):
            return quoted(text)
        case Identifier(name=name):
            return name
        case Pointer(name=name):
            return f"#{name}"
    raise AssertionError(node)


def _member(node: Member) -> str:
    name = node.property
    if isinstance(name, String) and name.value.isidentifier() and not isinstance(node.base, Chain):
        return f"{_base(node.base)}{'?.' if node.optional else '.'}{name.value}"
    return f"{_base(node.base)}{'?.' * node.optional}[{written(name, EXPRESSION)}]"


def _base(node: Node) -> str:
    return _operand(node) if isinstance(node, LINKS) else f"({written(node)})"


def _key(key: Node) -> str:
    return _operand(key) if isinstance(key, String) else f"({written(key)})"


def _listed(nodes: list[Node]) -> str:
    return ", ".join(_operand(node) if isinstance(node, Predicate) else written(node, EXPRESSION) for node in nodes)
