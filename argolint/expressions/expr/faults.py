"""Says in words why an expression cannot go on with a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.expressions.expr import wording
from argolint.expressions.expr.numbers import read_number
from argolint.expressions.expr.tokens import OPERATOR
from argolint.expressions.expr.words import ASKING, CLOSING, OPENING
from argolint.expressions.lalr import END

if TYPE_CHECKING:
    from argolint.expressions.expr.tokens import Token
    from argolint.expressions.expr.words import Word
    from argolint.expressions.lalr import Unexpected
    from argolint.expressions.result import Problem

_WANTED: Final = (
    (END, wording.AFTER_ALL),
    ("CLOSE NEVER", "`)`"),
    ("COMMA CLOSE", "`,` or `)`"),
    ("COMMA RIGHT_BRACKET", "`,` or `]`"),
    ("COMMA RIGHT_BRACE", "`,` or `}`"),
    ("RIGHT_BRACKET", "`]`"),
    ("CLOSE", "`)`"),
    ("RIGHT_BRACE", "`}`"),
    ("COMMA", "`,`"),
    ("COLON NEVER", "`:`"),
    ("COLON", "`:` and the other value"),
    ("ELSE", "`else`"),
    ("BLOCK", "`{`"),
    ("ASSIGN", "`=`"),
    ("BIND", "`;`"),
    ("OPEN", "`(`"),
    ("NEGATABLE", "`in`, `contains`, `matches`, `startsWith` or `endsWith`"),
    ("NAME", "a name"),
)
"""What is missing, by words that could follow; the first row that fits says it."""


def refused(text: str, tokens: list[Token], words: list[Word], stop: Unexpected) -> Problem:
    """The problem of an expression that cannot go on with the token of a number."""
    at, expected = stop.number, stop.expected
    token = tokens[at]
    if expected == {"NEVER"}:
        return wording.mixed_with_default(tokens[at - 1])
    if "MEMBER" in expected:
        return wording.no_member_name(text, tokens, at)
    if "KEY" in expected:
        return wording.no_key(text, tokens, at)
    call = _short_call(words, at, expected)
    if call is not None:
        name, given = call
        return wording.too_few_arguments(tokens[name], token, 2 if words[name].kind != "COUNTER" else 1, given)
    if "NUMBER" in expected:
        return _no_value(text, tokens, words, at)
    if token.kind == OPERATOR and token.value == ":" and "RIGHT_BRACE" in expected and "COMMA" not in expected:
        opening = _opening(words, at)
        if opening is not None and words[opening].kind == "BODY":
            return wording.map_as_body(token)
    return wording.unexpected(text, tokens, at, _wanted(words, at, expected))


def _no_value(text: str, tokens: list[Token], words: list[Word], at: int) -> Problem:
    token = tokens[at]
    if at < len(words) and words[at].kind == "UNREADABLE":
        return wording.no_number(token, str(read_number(token.value)))
    if token.kind == OPERATOR and token.value in ("#", "."):
        return wording.pointer_outside(token)
    return wording.unexpected(text, tokens, at, "a value")


def _wanted(words: list[Word], at: int, expected: frozenset[str]) -> str:
    wanted = next(wanted for kinds, wanted in _WANTED if expected.issuperset(kinds.split()))
    return "the name of a function" if wanted == "a name" and words[at - 1].kind == "PIPE" else wanted


def _short_call(words: list[Word], at: int, expected: frozenset[str]) -> tuple[int, int] | None:
    """The number of the name of a call that ends before its predicate, and how many arguments it has by then."""
    if at >= len(words) or words[at].value != ")" or "CLOSE" in expected:
        return None
    opening = _opening(words, at)
    if opening is None or not opening or words[opening - 1].kind not in ASKING:
        return None
    if opening == at - 1:
        return opening - 1, int(opening > 1 and words[opening - 2].kind == "PIPE")
    return (opening - 1, 1) if "COMMA" in expected else None


def _opening(words: list[Word], at: int) -> int | None:
    """The number of the bracket that is open in front of a word."""
    depth = 0
    for number in range(at - 1, -1, -1):
        kind = words[number].kind
        if kind in CLOSING:
            depth += 1
        elif kind in OPENING and not depth:
            return number
        elif kind in OPENING:
            depth -= 1
    return None
