"""Makes the tree of a jq filter out of what the rules of `grammar.lark` match."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from argolint.expressions import lalr
from argolint.expressions.jq.lexer import Word
from argolint.expressions.jq.tree import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Piece: TypeAlias = "Node | Word | list[Node]"

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
_JOINTS = {"PIPE": "pipe", "COMMA": "comma"}


def parse(words: Iterable[Word]) -> Node:
    """The tree of a filter; raises `lalr.Unexpected` at the first word that cannot follow."""
    tree: Node = lalr.parse(lalr.load(__package__), words, _BUILDERS)
    return tree


def _node(kind: str, pieces: list[Piece], text: str = "") -> Node:
    """A node that spans some pieces and has the nodes among them as parts."""
    first, last = pieces[0], pieces[-1]
    parts: list[Node] = []
    for piece in pieces:
        if isinstance(piece, Node):
            parts.append(piece)
        elif isinstance(piece, list):
            parts.extend(piece)
    start = (parts[0] if isinstance(first, list) else first).start
    return Node(kind, start, (parts[-1] if isinstance(last, list) else last).end, text, tuple(parts))


def _plain(kind: str) -> Callable[[list[Piece]], Node]:
    return lambda pieces: _node(kind, pieces)


def _with_word(kind: str, at: int) -> Callable[[list[Piece]], Node]:
    """A builder for what has the word at some place as its text."""
    return lambda pieces: _node(kind, pieces, _text(pieces[at]))


def _text(piece: Piece) -> str:
    return "" if isinstance(piece, list) else piece.text


def _program(pieces: list[Piece]) -> Node:
    nodes = _node("program", pieces).parts
    return Node("program", 0, max(node.end for node in nodes), "", nodes)


def _absent(_pieces: list[Piece]) -> Node:
    return Node("absent", 0, 0)


def _sequence(pieces: list[Piece]) -> list[Node]:
    nodes = pieces[0] if pieces and isinstance(pieces[0], list) else []
    for piece in pieces:
        if isinstance(piece, Node):
            nodes.append(piece)
        elif isinstance(piece, Word) and piece.kind in _KEPT:
            nodes.append(_leaf(_KEPT[piece.kind], piece))
    return nodes


def _fold(pieces: list[Piece]) -> Node:
    return _node(_text(pieces[0]), pieces)


def _binary(pieces: list[Piece]) -> Node:
    operator = pieces[1]
    assert isinstance(operator, Word)
    return _node(_JOINTS.get(operator.kind, "operator"), pieces, operator.text)


def _word(pieces: list[Piece]) -> Node:
    word = pieces[0]
    assert isinstance(word, Word)
    return _leaf("variable" if word.kind == "VARIABLE" else "name", word)


def _only_leaf(pieces: list[Piece]) -> Node:
    word = pieces[0]
    assert isinstance(word, Word)
    return _leaf(_LEAVES[word.kind], word)


def _string(pieces: list[Piece]) -> Node:
    return _node("string", pieces, _text(pieces[0]) if len(pieces) == 1 else "")


def _field(pieces: list[Piece]) -> Node:
    index = pieces[-1]
    assert isinstance(index, Word)
    subject = pieces[0] if len(pieces) > 1 else Node("identity", index.start, index.start)
    return _node("field", [subject, index], index.text[1:])


def _slice(pieces: list[Piece]) -> Node:
    inner = [Node("absent", 0, 0) if isinstance(piece, Word) else piece for piece in pieces[1:-1]]
    bounds = inner if len(inner) == 2 else [inner[0], inner[2]]
    return _node("slice", [pieces[0], *bounds, pieces[-1]])


def _suffixed(pieces: list[Piece]) -> Node:
    subject, suffix = pieces[0], pieces[-1]
    assert isinstance(suffix, Node)
    if isinstance(subject, Word):
        subject = _leaf("identity", subject)
    if suffix.kind == "string":
        return _node("key", [subject, suffix])
    assert isinstance(subject, Node)
    return Node(suffix.kind, subject.start, suffix.end, "", (subject, *suffix.parts))


def _leaf(kind: str, word: Word) -> Node:
    return Node(kind, word.start, word.end, word.text)


_BUILDERS: lalr.Builders = {
    **{kind: _plain(kind) for kind in ("module", "binding", "definition", "optional", "object", "array", "group")},
    **{kind: _plain(kind) for kind in ("entry", "each", "key")},
    "choice": _plain("if"),
    "attempted": _plain("try"),
    "imported": _with_word("import", 1),
    "function": _with_word("function", 1),
    "label": _with_word("label", 1),
    "leave": _with_word("break", 1),
    "call": _with_word("call", 0),
    "format": _with_word("format", 0),
    "unary": _with_word("unary", 0),
    "program": _program,
    "absent": _absent,
    "sequence": _sequence,
    "fold": _fold,
    "binary": _binary,
    "leaf": _only_leaf,
    "word": _word,
    "string": _string,
    "field": _field,
    "slice": _slice,
    "suffixed": _suffixed,
}
