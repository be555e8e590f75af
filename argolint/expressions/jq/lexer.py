"""Cuts a jq filter into words.

Written by hand because a string may hold filters, which hold strings again: where a `)` ends a filter, the
text goes on as a string, and that is beyond what a table of patterns can tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.result import Problem
from argolint.patterns import lazy_pattern
from argolint.schema.versions import Version

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


class Word(NamedTuple):
    """A piece of a filter; `kind` is the name of a terminal of the grammar."""

    kind: str
    text: str
    start: int
    end: int


class Refused(Exception):  # noqa: N818
    """No filter begins with a text up to the offset `detected`, whatever follows."""

    def __init__(self, problem: Problem, detected: int | None = None) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.detected = problem.end if detected is None else detected


KEYWORDS = {
    word: word.upper()
    for word in (
        "or", "and", "module", "import", "include", "def", "as", "label", "break", "null", "true", "false",
        "if", "then", "elif", "else", "end", "try", "catch", "reduce", "foreach",
    )
}  # fmt: skip
_SIGNS = {
    ".": "DOT", "..": "RECURSE", "|": "PIPE", ",": "COMMA", ":": "COLON", ";": "SEMICOLON", "?": "QUESTION",
    "+": "PLUS", "-": "MINUS", "*": "STAR", "/": "SLASH", "%": "PERCENT", "(": "OPEN", ")": "CLOSE",
    "[": "LEFT_BRACKET", "]": "RIGHT_BRACKET", "{": "LEFT_BRACE", "}": "RIGHT_BRACE",
    "//": "ALTERNATIVE", "?//": "DESTRUCTURE",
    "==": "COMPARE", "!=": "COMPARE", "<": "COMPARE", "<=": "COMPARE", ">": "COMPARE", ">=": "COMPARE",
    "=": "UPDATE", "|=": "UPDATE", "+=": "UPDATE", "-=": "UPDATE", "*=": "UPDATE", "/=": "UPDATE",
    "%=": "UPDATE", "//=": "UPDATE",
}  # fmt: skip
_NAME = "[A-Za-z_][A-Za-z_0-9]*"
_WORD = lazy_pattern(
    rf"(?P<MODULE_IDENT>{_NAME}::{_NAME})|(?P<IDENT>{_NAME})"
    rf"|(?P<MODULE_VARIABLE>\${_NAME}::{_NAME})|(?P<VARIABLE>\${_NAME})"
    rf"|(?P<INDEX>\.{_NAME})|(?P<FORMAT>@[A-Za-z_0-9]+)"
    r"|(?P<NUMBER>(?P<mantissa>[0-9]+(?P<point>\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<sign>\?//|//=|\.\.|//|[=!<>|+\-*/%]=|[-.|,:;?+*/%()\[\]{}<>=])"
)
_BLANKS = " \t\r\n"
_PLAIN_COMMENT = lazy_pattern(rf"(?:[{_BLANKS}]+|#[^\n\r]*)*")
_CONTINUED_COMMENT = lazy_pattern(rf"(?:[{_BLANKS}]+|#(?:\\(?:\\|\n|\r\n?)|[^\n\r\0])*)*")
"""Since Argo 3.5 a comment goes on behind a line break that a backslash precedes."""
_RUN = lazy_pattern(r'[^"\\]*(?:\\(?:["/\\bfnrt]|u[0-9A-Fa-f]{4})[^"\\]*)*')
_CONTINUED_SINCE = Version(3, 5)
_AFTER_NUMBER = lazy_pattern(r"[A-Za-z_0-9.]*")
_END_OF_TEXT = "\0"
"""A zero character ends a filter, as if nothing followed."""

_STRAIGHT = dict.fromkeys("“”„«»‘’‚`'", '"')
_HINTS = {
    "&": "write `and`",
    "!": "negate with a pipe: `CONDITION | not`",
    "$": "a variable is a `$` with a name right behind it",
    "@": "a format is an `@` with a name right behind it, such as `@json`",
    "\\": "a backslash has a meaning only inside a string",
    "^": "powers are written `pow(BASE; EXPONENT)`",
} | dict.fromkeys(_STRAIGHT, 'put strings in plain double quotes: `"…"`')


def words(text: str, version: Version) -> Iterator[Word]:
    """The words of a filter; raises Refused where no word can stand."""
    skip = (_CONTINUED_COMMENT if version >= _CONTINUED_SINCE else _PLAIN_COMMENT).match
    nesting: list[int] = []
    """For each string that is open: how many parentheses are open in the filter inside it."""
    at = 0
    while True:
        blank = skip(text, at)
        assert blank is not None
        at = blank.end()
        if text[at : at + 1] in ("", _END_OF_TEXT):
            return
        if text[at] == '"':
            found = list(_string(text, at))
            if found[-1].kind == "STRING_QUERY":
                nesting.append(0)
        else:
            word = _word(text, at)
            found = [word]
            if nesting and word.kind == "OPEN":
                nesting[-1] += 1
            elif nesting and word.kind == "CLOSE":
                nesting[-1] -= 1
                if nesting[-1] < 0:
                    yield word
                    found = list(_rest_of_string(text, word.end))
                    nesting[-1] = 0
                    if found[-1].kind == "STRING_END":
                        nesting.pop()
        yield from found
        at = found[-1].end


def _word(text: str, at: int) -> Word:
    match = _WORD.match(text, at)
    if match is None:
        raise Refused(_stranger(text, at))
    kind = match.lastgroup or ""
    if kind == "sign":
        kind = _SIGNS[match[0]]
    elif kind == "IDENT":
        kind = KEYWORDS.get(match[0], kind)
    elif kind == "NUMBER":
        _check_number(match)
    return Word(kind, match[0], at, match.end())


def _check_number(match: re.Match[str]) -> None:
    following = match.string[match.end() : match.end() + 1]
    two_points = following == "." and "." in match["mantissa"] and match.end("mantissa") == match.end()
    if following == "_" or (following.isascii() and following.isalpha()) or two_points:
        rest = _AFTER_NUMBER.match(match.string, match.end())
        end = rest.end() if rest else match.end()
        text = match.string[match.start() : end]
        hint = "put a blank behind the number, or write numbers as `10`, `1.5` or `1e3`"
        raise Refused(Problem(match.start(), end, f"`{text}` is no number", hint))


def _stranger(text: str, at: int) -> Problem:
    sign = text[at]
    if text.startswith("&&", at):
        return Problem(at, at + 2, "`&&` is no operator of jq", _HINTS["&"])
    if text.startswith("$.", at):
        return Problem(
            at, at + 2, "`$.` is no beginning of a filter", "jq calls the whole object `.`: leave the `$` out"
        )
    what = "is no quote of jq" if sign in _STRAIGHT else "has no meaning in jq"
    shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
    hint = _HINTS.get(sign, "take it away, or put it in a string")
    return Problem(at, at + 1, f"`{shown}` {what}", hint)


def _string(text: str, at: int) -> Iterator[Word]:
    end = _run_end(text, at, at + 1)
    if text[end] == '"':
        yield Word("STRING", text[at : end + 1], at, end + 1)
        return
    yield Word("STRING_START", '"', at, at + 1)
    yield from _rest_of_string(text, at + 1)


def _rest_of_string(text: str, at: int) -> Iterator[Word]:
    end = _run_end(text, at - 1, at)
    if end > at:
        yield Word("STRING_PART", text[at:end], at, end)
    if text[end] == '"':
        yield Word("STRING_END", '"', end, end + 1)
    else:
        yield Word("STRING_QUERY", "\\(", end, end + 2)


def _run_end(text: str, opened: int, at: int) -> int:
    """Where the next quote or inner filter of a string begins."""
    run = _RUN.match(text, at)
    assert run is not None
    end = run.end()
    if end >= len(text) - (text[end : end + 1] == "\\"):
        raise Refused(Problem(opened, len(text), "a string is never closed", 'add the closing `"`'))
    if text[end] == "\\" and text[end + 1] != "(":
        hint = r"write `\\` for a backslash"
        length = 6 if text[end + 1] == "u" else 2
        shown = text[end : end + length]
        raise Refused(Problem(end, end + len(shown), f"a string cannot hold the escape `{shown}`", hint))
    return end
