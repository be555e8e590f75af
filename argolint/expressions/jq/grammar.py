"""Parses the words of a jq filter by `grammar.lark`; slow to import, hence only where a filter is to be read."""

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
_SEPARATORS = frozenset(
    ("SEMICOLON", "COMMA", "DESTRUCTURE", "STRING_QUERY", "CLOSE", "ELIF", "THEN", "ELSE", "AND", "COLON")
)
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
    token = Token("$END", "", start_pos=0, end_pos=0)
    try:
        for word in words:
            token = Token(word.kind, word.text, start_pos=word.start, end_pos=word.end)
            parser.feed_token(token)
            number += 1
        program: Node = parser.feed_eof(token)
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
        transformer=_Builder(),  # type: ignore[arg-type]
    )
