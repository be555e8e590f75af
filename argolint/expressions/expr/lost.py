"""What the oldest release makes of a `not` behind an operand: the operator behind it is negated if it is read while
the operand is; else the word is lost. Behind two in a row an operator may hold tighter here than it does there."""

from __future__ import annotations

from typing import Final

from argolint.expressions.expr.tokens import BINARY, RIGHT_FIRST, UNARY
from argolint.expressions.expr.words import CLOSING, OPENING, OPERATORS, STRAY, VALUES, Word

_PARTING: Final = frozenset({"COMMA", "COLON", "QUESTION", "BIND", "ASSIGN"})
_POSTFIXES: Final = frozenset({"DOT", "OPTIONAL", "LEFT_BRACKET"})
_BARE: Final = frozenset({"NUMBER", "CONSTANT", "PLAIN_TEXT"})
"""What takes no postfix, so that one behind it belongs to the sign in front of it."""
NEGATED: Final = "not "
"""Stands in front of an operator whose result is negated."""


def with_negations(words: list[Word]) -> list[Word]:
    """The same words, with operators that are negated; only a `not` that is lost once too often goes astray."""
    found = list(words)
    open_levels = [[0]]
    before = ""
    for at, word in enumerate(words):
        levels = open_levels[-1]
        if word.kind == "LOST" and before in VALUES:
            _lose(found, at, levels)
        elif word.kind == "LOST":
            found[at] = word._replace(kind="NOT")
        word = found[at]
        if word.kind in _POSTFIXES and before in _BARE:
            _end_sign(levels)
        if word.kind in OPENING:
            open_levels.append([0])
        elif word.kind in CLOSING and len(open_levels) > 1:
            open_levels.pop()
        elif word.kind in _PARTING:
            levels[:] = [0]
        elif before in VALUES:
            _go_on(word.value.removeprefix(NEGATED), levels)
        elif word.kind in ("NOT", "BANG", "SIGN"):
            levels.append(UNARY[word.value])
        before = word.kind
    return found


def _lose(words: list[Word], at: int, levels: list[int]) -> None:
    """Mark what becomes of a `not`, by the levels of the operands that are being read."""
    following = words[at + 1] if at + 1 < len(words) else None
    power = BINARY.get(following.value) if following is not None else None
    if not levels:
        words[at] = words[at]._replace(kind=STRAY)
    elif following is None or power is None or power < levels[-1]:
        if following is not None and following.kind in _POSTFIXES:
            _end_sign(levels)
        else:
            levels.pop()
        if following is not None and following.kind in ("PLAIN_TEXT", "BYTES"):
            words[at + 1] = following._replace(kind=STRAY)
    elif following.value == "|":
        words[at + 1] = following._replace(kind="PIPE")
    else:
        kind = OPERATORS[following.value].replace("ORDER", "COMPARE")
        words[at + 1] = following._replace(kind=kind, value=NEGATED + following.value)


def _end_sign(levels: list[int]) -> None:
    """End the operand of the last sign or `not`, with all that is read for it."""
    while levels and levels.pop() not in UNARY.values():
        pass


def _go_on(operator: str, levels: list[int]) -> None:
    """Let an operator behind an operand end those that are read for operators that hold tighter."""
    power = BINARY.get(operator)
    if power is None:
        return
    while levels and levels[-1] > power:
        levels.pop()
    if operator != "|":
        levels.append(power if operator in RIGHT_FIRST else power + 1)
