"""Builds the tree of a `when` by `grammar.lark` out of tokens that may stand beside each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions import lalr
from argolint.expressions.when.tokens import Kind, Token
from argolint.expressions.when.tree import Access, Binary, Group, Literal, Node, Unary, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPERATORS = {
    ",": "COMMA",
    **dict.fromkeys(("?", ":", "??"), "CHOICE"),
    "||": "OR",
    "&&": "AND",
    **dict.fromkeys(("==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in"), "COMPARE"),
    **dict.fromkeys(("&", "|", "^"), "BITS"),
    **dict.fromkeys(("<<", ">>"), "SHIFT"),
    **dict.fromkeys(("+", "-"), "SIGN"),
    **dict.fromkeys(("*", "/", "%"), "TIMES"),
    "**": "POWER",
}
_KINDS = {
    kind: kind.name
    for kind in (Kind.NUMBER, Kind.BOOLEAN, Kind.TEXT, Kind.PATTERN, Kind.TIME, Kind.WORD, Kind.FIELD)
} | {Kind.PREFIX: "PREFIX", Kind.OPEN: "OPEN", Kind.CLOSE: "CLOSE", Kind.WILD: "WORD"}  # fmt: skip


class _Word(NamedTuple):
    """A token with the terminal of the grammar that it stands for."""

    kind: str
    token: Token


def plan(tokens: list[Token]) -> Node | None:
    """The tree of tokens that passed the check of neighbours; None for a part that is missing altogether."""
    reader = lalr.Reader(lalr.load(__package__), _BUILDERS)
    for word in _words(tokens):
        try:
            reader.feed(word)
        except lalr.Unexpected:
            if not _take_otherwise(reader, word.token):
                break
    tree: Node | None = reader.finish()
    return tree


def _take_otherwise(reader: lalr.Reader, token: Token) -> bool:
    """Take a token as govaluate does where a grammar has no place for it; False if it leaves the rest alone.

    An operand may be missing before a `)`, and counts as nothing. Where an operator is due, any other token ends the
    innermost parenthesis as if it were the `)`, for govaluate has counted them before; outside of them it stops there.
    """
    if reader.takes("NOTHING"):
        reader.feed(_Word("NOTHING", token))
    if not reader.takes("CLOSE"):
        return False
    reader.feed(_Word("CLOSE", token))
    return True


def _words(tokens: list[Token]) -> Iterator[_Word]:
    for token, following in pairwise([*tokens, None]):
        assert token is not None
        if token.kind is Kind.FIELD and following is not None and following.kind is Kind.OPEN:
            yield _Word("FIELD_OF", token)
        else:
            yield _Word(_KINDS.get(token.kind) or _OPERATORS[str(token.value)], token)


def _binary(parts: list[Node | _Word | None]) -> Node:
    left, operator, right = parts
    assert isinstance(operator, _Word) and not isinstance(left, _Word) and not isinstance(right, _Word)
    start = left.start if left is not None else 0
    return Binary(str(operator.token.value), left, right, start, right.end if right is not None else start)


def _unary(parts: list[Node | _Word]) -> Node:
    prefix, operand = parts
    assert isinstance(prefix, _Word)
    if isinstance(operand, _Word):
        return Unary(str(prefix.token.value), None, prefix.token.start, operand.token.start)
    return Unary(str(prefix.token.value), operand, prefix.token.start, operand.end)


def _group(parts: list[Node | _Word | None]) -> Node:
    opened, inner, closed = parts
    assert isinstance(opened, _Word) and isinstance(closed, _Word) and not isinstance(inner, _Word)
    return Group(inner, opened.token.start, closed.token.end)


def _access(parts: list[Node | _Word]) -> Node:
    word, *arguments = parts
    assert isinstance(word, _Word)
    inner = arguments[0] if arguments else None
    assert not isinstance(inner, _Word)
    return Access(str(word.token.value), inner, word.token.start, inner.end if inner else word.token.end)


def _leaf(parts: list[_Word]) -> Node:
    token = parts[0].token
    if token.kind is Kind.WORD and token.known:
        return Word(str(token.value), token.start, token.end)
    if not token.known:
        return Literal(None, token.start, token.end, is_text=token.kind in (Kind.TEXT, Kind.WORD))
    return Literal(token.value, token.start, token.end, is_pattern=token.kind is Kind.PATTERN)


_BUILDERS: lalr.Builders = {
    "start": lambda parts: parts[0],
    "binary": _binary,
    "unary": _unary,
    "group": _group,
    "access": _access,
    "leaf": _leaf,
    "nothing": lambda _: None,
}
