"""Makes the tree of an expression out of what the rules of `grammar.lark` match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from argolint.expressions.expr.lost import NEGATED
from argolint.expressions.expr.numbers import read_number
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
from argolint.expressions.expr.words import ASKING, Word

if TYPE_CHECKING:
    from argolint.expressions.lalr import Builders

Part: TypeAlias = Any
"""A word, or a node that was made before."""


def _first(parts: list[Part]) -> Node:
    node: Node = parts[0]
    return node


def _second(parts: list[Part]) -> Node:
    node: Node = parts[1]
    return node


def _nodes(parts: list[Part]) -> list[Node]:
    return [part for part in parts if not isinstance(part, Word)]


def _sequence(parts: list[Part]) -> Node:
    nodes = _nodes(parts)
    return Sequence(nodes[0].start, nodes[-1].end, nodes)


def _declaration(parts: list[Part]) -> Node:
    let, name, _, value, _, body = parts
    return Let(let.start, body.end, name.value, name.start, value, body)


def _choice(parts: list[Part]) -> Node:
    """`if a { b } else { c }`."""
    condition, then, otherwise = _nodes(parts)
    return Conditional(parts[0].start, parts[-1].end, condition, then, otherwise)


def _conditional(parts: list[Part]) -> Node:
    """`a ? b : c`, or `a ?: c`."""
    condition, then, otherwise = parts[0], parts[-3], parts[-1]
    if isinstance(then, Word):
        then = condition
    return Conditional(condition.start, otherwise.end, condition, then, otherwise)


def _unary(parts: list[Part]) -> Node:
    operator, operand = parts
    return Unary(operator.start, operand.end, operator.value, operand)


def _binary(parts: list[Part]) -> Node:
    left, operator, right = parts
    name = operator.value
    node = Binary(left.start, right.end, name.removeprefix(NEGATED), left, right)
    return Unary(node.start, node.end, "not", node) if name.startswith(NEGATED) else node


def _negated(parts: list[Part]) -> Node:
    """`a not in b`."""
    left, _, operator, right = parts
    node = _binary([left, operator, right])
    return Unary(node.start, node.end, "not", node)


def _chained(parts: list[Part]) -> Node:
    """`a < b < c`, which means `a < b && b < c`."""
    root, operator, right = parts
    last = root.right if root.operator == "&&" else root
    compared = _binary([last.right, operator, right])
    return Binary(root.start, right.end, "&&", root, compared)


def _number(parts: list[Part]) -> Node:
    word = parts[0]
    value = read_number(word.value)
    if isinstance(value, int):
        return Integer(word.start, word.end, value)
    assert isinstance(value, float)
    return Float(word.start, word.end, value)


def _constant(parts: list[Part]) -> Node:
    word = parts[0]
    if word.value == "nil":
        return Nil(word.start, word.end)
    return Bool(word.start, word.end, word.value == "true")


def _text(parts: list[Part]) -> Node:
    word = parts[0]
    return String(word.start, word.end, word.value)


def _bytes(parts: list[Part]) -> Node:
    word = parts[0]
    return Bytes(word.start, word.end, word.value.encode("latin-1", "replace"))


def _name(parts: list[Part]) -> Node:
    word = parts[0]
    return Identifier(word.start, word.end, word.value)


def _pointer(parts: list[Part]) -> Node:
    name = parts[1].value if len(parts) > 1 else ""
    return Pointer(parts[0].start, parts[-1].end, name)


def _array(parts: list[Part]) -> Node:
    return Array(parts[0].start, parts[-1].end, _nodes(parts))


def _map(parts: list[Part]) -> Node:
    return Map(parts[0].start, parts[-1].end, [part for part in parts if isinstance(part, Pair)])


def _pair(parts: list[Part]) -> Node:
    key, _, value = parts
    if isinstance(key, Word):
        key = _text([key])
    return Pair(key.start, value.end, key, value)


def _member(parts: list[Part]) -> Node:
    """`base.name` or `base?.name`, perhaps called; in front of a dot that begins an operand stands the element."""
    if isinstance(parts[0], Word):
        at = parts[0].start
        parts.insert(0, Pointer(at, at, ""))
    base, dot, name = parts[:3]
    is_chain = isinstance(base, Chain) or dot.kind == "OPTIONAL"
    if isinstance(base, Chain):
        base = base.link
    node: Node = Member(base.start, name.end, base, _text([name]), dot.kind == "OPTIONAL")
    if len(parts) > 3:
        node = Call(base.start, parts[-1].end, node, _nodes(parts[3:]))
    return Chain(node.start, node.end, node) if is_chain else node


def _index(parts: list[Part]) -> Node:
    """`base[property]` or `base?.[property]`."""
    base, optional = parts[0], parts[1].kind == "OPTIONAL"
    node = Member(base.start, parts[-1].end, base, parts[-2], optional)
    return Chain(node.start, node.end, node) if optional else node


def _slice(parts: list[Part]) -> Node:
    """`base[low:high]`, either bound left out."""
    inner = parts[3 if parts[1].kind == "OPTIONAL" else 2 : -1]
    low, high = (None if isinstance(part, Word) else part for part in (inner[0], inner[-1]))
    return Slice(parts[0].start, parts[-1].end, parts[0], low, high)


def _call(parts: list[Part]) -> Node:
    return _called(parts, [])


def _forced(parts: list[Part]) -> Node:
    """`::name(…)`."""
    return _called(parts[1:], [], forced=True)


def _piped(parts: list[Part]) -> Node:
    """`value | name(…)`."""
    return _called(parts[2:], parts[:1])


def _called(parts: list[Part], given: list[Node], *, forced: bool = False) -> Node:
    """A call, written from its name on; `given` is what a pipe brings."""
    name, end = parts[0], parts[-1].end
    if name.kind in ASKING:
        _ask(parts, 2 if given else 4)
    arguments = given + _nodes(parts)
    start = min(name.start, arguments[0].start) if given else name.start
    if name.kind != "NAME":
        return Builtin(start, end, name.value, name.end, arguments, forced)
    return Call(start, end, _name([name]), arguments)


def _ask(parts: list[Part], at: int) -> None:
    """Make the part at some place a predicate, if it is an argument; it spans the parentheses around it."""
    if at < len(parts) and not isinstance(parts[at], Word | Predicate):
        parts[at] = Predicate(parts[at - 1].next_start, parts[at + 1].last_end, parts[at])


def _body(parts: list[Part]) -> Node:
    return Predicate(parts[0].start, parts[-1].end, parts[1])


BUILDERS: Final[Builders] = {
    "first": _first,
    "group": _second,
    "sequence": _sequence,
    "declaration": _declaration,
    "choice": _choice,
    "conditional": _conditional,
    "unary": _unary,
    "binary": _binary,
    "negated": _negated,
    "chained": _chained,
    "number": _number,
    "constant": _constant,
    "text": _text,
    "bytes": _bytes,
    "name": _name,
    "pointer": _pointer,
    "array": _array,
    "map": _map,
    "pair": _pair,
    "member": _member,
    "index": _index,
    "slice": _slice,
    "call": _call,
    "forced": _forced,
    "piped": _piped,
    "body": _body,
}
"""What to make of each rule."""
