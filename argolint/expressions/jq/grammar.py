"""Parses the words of a jq filter by `grammar.lark`; slow to import, hence only where a filter stands."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from lark import Lark, Token, UnexpectedToken

from argolint.expressions.jq.tree import Node

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.expressions.jq.lexer import Word

Piece: TypeAlias = "Node | Token | list[Node]"

_LEAVES = {
    "DOT": "identity",
    "RECURSE": "recurse",
    "NULL": "constant",
    "TRUE": "constant",
    "FALSE": "constant",
    "NUMBER": "number",
    "STRING": "string",
    "STRING_PART": "text",
    "VARIABLE": "variable",
    "MODULE_VARIABLE": "variable",
}
_KEPT = {"IDENT": "name", "VARIABLE": "name", "STRING_PART": "text"}
_END = Token("$END", "")
_JOINTS = {"PIPE": "pipe", "COMMA": "comma"}


class Unexpected(Exception):  # noqa: N818
    """A filter cannot go on with a word; `number` counts the words in front of it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def parse(words: Iterable[Word]) -> Node:
    """The tree of a filter; raises Unexpected at the first word that cannot follow."""
    parser = _parser().parse_interactive()
    number = 0
    try:
        for word in words:
            token = Token(word.kind, word.text, start_pos=word.start, end_pos=word.end)
            parser.feed_token(token)
            number += 1
        program: Node = parser.feed_token(_END)
    except UnexpectedToken:
        raise Unexpected(number) from None
    return program


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer="basic",
        keep_all_tokens=True,
        maybe_placeholders=False,
        transformer=_Builder(),
    )


def _node(kind: str, pieces: list[Piece], text: str = "") -> Node:
    """A node that spans some pieces and has the nodes among them as parts."""
    first, last = pieces[0], pieces[-1]
    start = first.start_pos if isinstance(first, Token) else first.start if isinstance(first, Node) else None
    end = last.end_pos if isinstance(last, Token) else last.end if isinstance(last, Node) else None
    parts: list[Node] = []
    for piece in pieces:
        if isinstance(piece, Node):
            parts.append(piece)
        elif isinstance(piece, list):
            parts.extend(piece)
    if start is None:
        start = parts[0].start
    return Node(kind, start, parts[-1].end if end is None else end, text, tuple(parts))


def _plain(kind: str) -> Any:
    def build(self: _Builder, pieces: list[Piece]) -> Node:  # noqa: ARG001
        return _node(kind, pieces)

    return build


class _Builder:
    """Makes a node, or a list of nodes, out of what each rule of the grammar has matched."""

    module = _plain("module")
    binding = _plain("binding")
    definition = _plain("definition")
    optional = _plain("optional")
    object = _plain("object")
    array = _plain("array")
    group = _plain("group")
    entry = _plain("entry")
    each = _plain("each")
    key = _plain("key")
    choice = _plain("if")
    attempted = _plain("try")

    def program(self, pieces: list[Piece]) -> Node:
        parts = [part for piece in pieces for part in (piece if isinstance(piece, list) else [piece])]
        nodes = tuple(part for part in parts if isinstance(part, Node))
        return Node("program", 0, max(node.end for node in nodes), "", nodes)

    def absent(self, pieces: list[Piece]) -> Node:  # noqa: ARG002
        return Node("absent", 0, 0)

    def sequence(self, pieces: list[Piece]) -> list[Node]:
        nodes = pieces[0] if pieces and isinstance(pieces[0], list) else []
        for piece in pieces:
            if isinstance(piece, Node):
                nodes.append(piece)
            elif isinstance(piece, Token) and piece.type in _KEPT:
                nodes.append(_leaf(_KEPT[piece.type], piece))
        return nodes

    def imported(self, pieces: list[Piece]) -> Node:
        return _node("import", pieces, str(pieces[1]))

    def function(self, pieces: list[Piece]) -> Node:
        return _node("function", pieces, str(pieces[1]))

    def label(self, pieces: list[Piece]) -> Node:
        return _node("label", pieces, str(pieces[1]))

    def leave(self, pieces: list[Piece]) -> Node:
        return _node("break", pieces, str(pieces[1]))

    def call(self, pieces: list[Piece]) -> Node:
        return _node("call", pieces, str(pieces[0]))

    def format(self, pieces: list[Piece]) -> Node:
        return _node("format", pieces, str(pieces[0]))

    def unary(self, pieces: list[Piece]) -> Node:
        return _node("unary", pieces, str(pieces[0]))

    def fold(self, pieces: list[Piece]) -> Node:
        return _node(str(pieces[0]), pieces)

    def binary(self, pieces: list[Piece]) -> Node:
        operator = pieces[1]
        assert isinstance(operator, Token)
        return _node(_JOINTS.get(operator.type, "operator"), pieces, str(operator))

    def leaf(self, pieces: list[Piece]) -> Node:
        token = pieces[0]
        assert isinstance(token, Token)
        return _leaf(_LEAVES[token.type], token)

    def word(self, pieces: list[Piece]) -> Node:
        token = pieces[0]
        assert isinstance(token, Token)
        return _leaf("variable" if token.type == "VARIABLE" else "name", token)

    def string(self, pieces: list[Piece]) -> Node:
        return _node("string", pieces, str(pieces[0]) if len(pieces) == 1 else "")

    def field(self, pieces: list[Piece]) -> Node:
        index = pieces[-1]
        assert isinstance(index, Token) and index.start_pos is not None
        subject = pieces[0] if len(pieces) > 1 else Node("identity", index.start_pos, index.start_pos)
        return _node("field", [subject, index], str(index)[1:])

    def slice(self, pieces: list[Piece]) -> Node:
        inner = [Node("absent", 0, 0) if isinstance(piece, Token) else piece for piece in pieces[1:-1]]
        bounds = inner if len(inner) == 2 else [inner[0], inner[2]]
        return _node("slice", [pieces[0], *bounds, pieces[-1]])

    def suffixed(self, pieces: list[Piece]) -> Node:
        subject, suffix = pieces[0], pieces[-1]
        assert isinstance(suffix, Node)
        if isinstance(subject, Token):
            subject = _leaf("identity", subject)
        if suffix.kind == "string":
            return _node("key", [subject, suffix])
        assert isinstance(subject, Node)
        return Node(suffix.kind, subject.start, suffix.end, "", (subject, *suffix.parts))


def _leaf(kind: str, token: Token) -> Node:
    assert token.start_pos is not None and token.end_pos is not None
    return Node(kind, token.start_pos, token.end_pos, str(token))
