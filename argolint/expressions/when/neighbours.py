"""Finds tokens of a `when` that cannot stand where they stand.

No grammar says which: govaluate looks at pairs of neighbours and counts parentheses before it plans anything. So texts
pass that no grammar would take, and others do not because of a part that is never looked at again.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from argolint.expressions.result import Problem
from argolint.expressions.when import repairs
from argolint.expressions.when.tokens import FOLLOWERS, OPERANDS, OPERATORS, UNFINISHED, Kind, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPAQUE = frozenset({Kind.WILD, Kind.BROKEN})
_AS_OPERAND = OPERANDS | {Kind.WILD, Kind.OPEN, Kind.PREFIX}
_ENDS_OPERAND = OPERANDS | {Kind.WILD, Kind.CLOSE}
_DEEPEST = 200


def are_certain(tokens: list[Token]) -> bool:
    """Whether the tokens fit together with each unknown one taken for an operand."""
    kinds = [Kind.WORD if token.kind is Kind.WILD else token.kind for token in tokens]
    return all(after in FOLLOWERS[before] for before, after in pairwise(kinds))


def problems(text: str, tokens: list[Token], words_are_texts: bool) -> Iterator[Problem]:
    """Each place where two tokens cannot follow each other, or where one is missing."""
    before: Token | None = None
    kind = Kind.START
    for at, token in enumerate(tokens):
        meant = _meant(tokens, at)
        if meant is not None:
            shown = text[token.start : token.end]
            yield Problem(token.start, token.end, f"`{shown}` is no operator", f"write `{meant}`")
            kind = Kind.BROKEN
        else:
            if kind not in _OPAQUE and token.kind not in _OPAQUE:
                fault = _fault(text, before, kind, token, words_are_texts)
                if fault is not None:
                    yield fault
            kind = token.kind
        before = token
    if kind in UNFINISHED:
        yield _missing_at_end(text, before)
    yield from _unbalanced(tokens)


def _meant(tokens: list[Token], at: int) -> str | None:
    """The operator meant by a word such as `and` that stands beside an operand instead of an operator."""
    token = tokens[at]
    if token.kind is not Kind.WORD:
        return None
    meant = repairs.word(str(token.value))
    after_operand = at > 0 and tokens[at - 1].kind in _ENDS_OPERAND
    before_operand = at + 1 < len(tokens) and tokens[at + 1].kind in _AS_OPERAND
    if meant == "!":
        return meant if before_operand and not after_operand else None
    return meant if after_operand and before_operand else None


def _fault(text: str, before: Token | None, kind: Kind, token: Token, words_are_texts: bool) -> Problem | None:
    if token.kind in FOLLOWERS[kind]:
        return _prefixed_text(text, before, kind, token) if words_are_texts else None
    shown = text[token.start : token.end]
    if token.kind is Kind.OPEN and kind is Kind.WORD and before is not None:
        name = text[before.start : before.end]
        hint = "a `when` has no functions; call it in an expression tag, `{{=…}}`"
        return Problem(before.start, before.end, f"`{name}` is no function", hint)
    if kind is Kind.PREFIX and token.kind in OPERANDS and before is not None:
        return _prefixed_text(text, before, kind, token)
    if kind is Kind.ARITHMETIC and token.kind is Kind.TIME:
        message = f"`{shown}` is a date, which can only be compared"
        return Problem(token.start, token.end, message, "compare the two dates")
    if token.kind in OPERATORS | {Kind.CLOSE, Kind.PREFIX} and kind not in _ENDS_OPERAND:
        message = f"an operand is missing before `{shown}`"
        return Problem(token.start, token.end, message, "write a value there, or take the operator away")
    if token.kind is Kind.CHOICE:
        message = f"a date or a pattern cannot stand before `{shown}`"
        return Problem(token.start, token.end, message, "put the comparison in parentheses")
    message = f"an operator is missing before `{shown}`"
    return Problem(token.start, token.end, message, "put a text with blanks or signs in quotes")


def _prefixed_text(text: str, before: Token | None, kind: Kind, token: Token) -> Problem | None:
    """A text with a prefix; a word without quotes is a text as well, but that shows only later."""
    if kind is not Kind.PREFIX or token.kind not in (Kind.WORD, Kind.TEXT, Kind.TIME) or before is None:
        return None
    shown, prefix = text[token.start : token.end], text[before.start : before.end]
    hint = f"compare it, as in `{shown} != true`" if prefix == "!" else "put the whole text in quotes"
    return Problem(before.start, token.end, f"`{prefix}` cannot stand before the text `{shown}`", hint)


def _missing_at_end(text: str, last: Token | None) -> Problem:
    if last is None:
        return Problem(0, len(text), "it is blank", "leave it empty, or write a condition")
    shown = text[last.start : last.end]
    message = f"an operand is missing after `{shown}`"
    return Problem(last.start, last.end, message, "write a value there, or take it away")


def _unbalanced(tokens: list[Token]) -> Iterator[Problem]:
    opened: list[Token] = []
    surplus: list[Token] = []
    for token in tokens:
        if token.kind is Kind.OPEN:
            opened.append(token)
            if len(opened) > _DEEPEST:
                yield Problem(token.start, token.end, "parentheses are nested too deeply", "take some away")
                return
        elif token.kind is Kind.CLOSE:
            if opened:
                opened.pop()
            else:
                surplus.append(token)
    if len(opened) == len(surplus):
        return
    for token in opened:
        yield Problem(token.start, token.end, "a parenthesis is never closed", "add the closing parenthesis")
    for token in surplus:
        message = "a parenthesis is closed that was never opened"
        yield Problem(token.start, token.end, message, "take it away")
