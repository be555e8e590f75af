"""Finds the paths in the expressions of filters and scripts, as the library of Argo 3.5 and newer cuts them.

It has no grammar: it looks for each operator in turn, the loosest first, and cuts the text at the first place
where that operator stands outside quotes and brackets, be it in the middle of a word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.jsonpath.steps import BLANKS

if TYPE_CHECKING:
    from argolint.expressions.jsonpath.steps import Piece

_OPERATORS = (
    "||", "&&", "==", "!=", "<=", ">=", "<", ">", "=~", "!", "+", "-", "**", "*", "/", "%",
    "not in", "in", "@", "$",
)  # fmt: skip
_MOST_WORK = 50
"""How many times its length an expression is cut before the rest of it is taken on trust."""
_PATHS = frozenset("@$")
_PREFIXES = frozenset("@$!")
_ALL = 0
_OUTER_FIRST = -1
"""The operand of an operator that stood in parentheses: before it looks for operators, the library tries an
empty one, finds it behind the first character, and does not know what to do with it."""


class _Part(NamedTuple):
    """An operand, and the first operator that may cut it."""

    piece: Piece
    operator: int


def paths(expression: Piece) -> list[Piece]:
    """The paths that an expression holds; raises Refused where the library cannot cut it."""
    found: list[Piece] = []
    waiting = [_Part(expression, _ALL)]
    work = len(expression.text) * _MOST_WORK
    while waiting and work >= 0:
        part = waiting.pop()
        piece = part.piece.trimmed()
        work -= len(piece.text)
        if piece.text:
            path, operands = _cut(piece, part.operator)
            waiting.extend(operands)
            if path is not None:
                found.append(path)
    return found


def _cut(piece: Piece, operator: int) -> tuple[Piece | None, list[_Part]]:
    """The path that a piece is, and the operands of the operators that the library tries to cut it by."""
    operands: list[_Part] = []
    while piece.text and operator < len(_OPERATORS):
        in_parentheses = piece.text.startswith("(") and piece.text.endswith(")")
        if in_parentheses:
            piece = piece.cut(1, -1).trimmed()
        if operator == _OUTER_FIRST:
            _refuse_outer_operand(piece)
        elif (at := _place(piece.text, operator)) is not None:
            word = _OPERATORS[operator]
            following = _OUTER_FIRST if in_parentheses else operator
            sides = [_Part(piece.cut(0, at), following), _Part(piece.cut(at + len(word)), following)]
            operands.extend(sides)
            if _is_blank(piece.text[:at]) == (word in _PREFIXES):
                return piece if word in _PATHS else None, operands
        operator = _ALL if in_parentheses else operator + 1
    return None, operands


def _is_blank(text: str) -> bool:
    return not text.strip(BLANKS)


def _refuse_outer_operand(piece: Piece) -> None:
    first = _first_outside(piece.text)
    if first is not None and not (piece.text[first].isascii() and _is_blank(piece.text[first + 1 :])):
        raise piece.problem(
            f"the library cannot read `{piece.text}` beside an operator in parentheses",
            "leave out the parentheses around the operator",
        )


def _place(text: str, operator: int) -> int | None:
    """Where the library tries to cut a text by an operator; None where it does not try."""
    word = _OPERATORS[operator]
    at = _outside(text, word) if word in text else None
    if at is None or (word not in _PATHS and _is_blank(text[at + len(word) :])):
        return None
    return at


@cache
def _signs(word: str) -> re.Pattern[str]:
    return re.compile(rf"['\"()\[\]]|{re.escape(word)}")


def _outside(text: str, word: str) -> int | None:
    """The first place at which a word stands outside quotes and brackets."""
    state = _State()
    for match in _signs(word).finditer(text):
        if match[0] == word and not state.inside:
            return match.start()
        if len(match[0]) == 1:
            state.read(match[0])
    return None


def _first_outside(text: str) -> int | None:
    """The first character outside quotes and brackets; one that closes them counts."""
    state = _State()
    for at, sign in enumerate(text):
        state.read(sign)
        if not state.inside:
            return at
    return None


class _State:
    """Which quotes and brackets are open at a place."""

    def __init__(self) -> None:
        self.quote = ""
        self.round = self.square = 0

    @property
    def inside(self) -> bool:
        return bool(self.quote) or self.round > 0 or self.square > 0

    def read(self, sign: str) -> None:
        if sign in "'\"":
            self._read_quote(sign)
        elif sign in "()" and not self.quote and self.square <= 0:
            self.round += 1 if sign == "(" else -1
        elif sign in "[]" and not self.quote and self.round <= 0:
            self.square += 1 if sign == "[" else -1

    def _read_quote(self, sign: str) -> None:
        if self.round > 0 or self.square > 0 or self.quote not in ("", sign):
            return
        self.quote = "" if self.quote else sign
