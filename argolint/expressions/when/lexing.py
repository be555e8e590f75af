"""Cuts a `when` into tokens exactly as govaluate does.

Written by hand: which characters make a token depends on the token before it, a backslash protects any
character anywhere, and a run of symbols is one token whatever it holds. No generated lexer expresses that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.result import Problem
from argolint.expressions.tags import DYNAMIC, PLACEHOLDER
from argolint.expressions.when import dates, repairs
from argolint.expressions.when.tokens import FOLLOWERS, PREFIXES, SYMBOLS, Kind, Token
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_SPACES = frozenset(
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029"
    "\u202f\u205f\u3000"
)
_WILD = frozenset(PLACEHOLDER + DYNAMIC)
_QUOTES = frozenset("'\"")
_HEX = frozenset("0123456789abcdefABCDEF")
_ENDING_SYMBOLS = frozenset("()[]'\"") | _WILD
_DECIMAL = lazy_pattern(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_LONGEST_HEX = 16
_BRACKETS = {"(": Kind.OPEN, ")": Kind.CLOSE, ",": Kind.COMMA}


def _in_number(character: str) -> bool:
    return character.isdecimal() or character == "." or character in _WILD


def _in_word(character: str) -> bool:
    return character.isalpha() or character.isdecimal() or character in "_." or character in _WILD


def _in_hex(character: str) -> bool:
    return character in _HEX or character.isdecimal() or character in _WILD


def _in_symbol(character: str) -> bool:
    return not (character.isalpha() or character.isdecimal() or character in _ENDING_SYMBOLS)


def _in_text(character: str) -> bool:
    return character not in _QUOTES


def _in_brackets(character: str) -> bool:
    return character != "]"


class _NothingProtectedError(Exception):
    """A backslash is the last character."""


class Lexer:
    """Reads the tokens of one text; mistakes become `problems`, and reading goes on behind them."""

    def __init__(self, text: str) -> None:
        self.tokens: list[Token] = []
        self.problems: list[Problem] = []
        self._text = text
        self._at = 0
        self._start = 0

    def read(self) -> None:
        """Read all tokens."""
        text, length = self._text, len(self._text)
        while self._at < length:
            if text[self._at] in _SPACES:
                self._at += 1
                continue
            self._start = self._at
            try:
                self._token(text[self._at])
            except _NothingProtectedError:
                self._at = length
                self._broken("a backslash at the end protects nothing", "take it away", start=length - 1, end=length)

    def _token(self, first: str) -> None:
        if kind := _BRACKETS.get(first):
            self._at += 1
            self._add(kind, first)
        elif first in _QUOTES:
            self._quoted()
        elif first == "[":
            self._bracketed()
        elif first.isdecimal() or first == ".":
            self._number()
        elif first.isalpha() or first in _WILD:
            self._word()
        else:
            self._symbol()

    def _take(self, belongs: Callable[[str], bool], *, spaces: bool = False) -> tuple[str, bool]:
        """The characters from here that belong together, and whether another one ended them."""
        taken: list[str] = []
        text, length = self._text, len(self._text)
        while self._at < length:
            character = text[self._at]
            self._at += 1
            if character == "\\":
                if self._at == length:
                    raise _NothingProtectedError
                taken.append(text[self._at])
                self._at += 1
            elif character in _SPACES and not spaces:
                if taken:
                    self._at -= 1
                    return "".join(taken), True
            elif belongs(character):
                taken.append(character)
            else:
                self._at -= 1
                return "".join(taken), True
        return "".join(taken), False

    def _add(self, kind: Kind, value: float | bool | str) -> None:
        known = not (isinstance(value, str) and not _WILD.isdisjoint(value))
        self.tokens.append(Token(kind, value, self._start, self._at, known))

    def _broken(self, message: str, help: str, *, start: int | None = None, end: int | None = None) -> None:
        start = self._start if start is None else start
        end = self._at if end is None else end
        self.problems.append(Problem(start, end, message, help))
        self.tokens.append(Token(Kind.BROKEN, "", start, end, known=False))

    def _quoted(self) -> None:
        self._at += 1
        value, closed = self._take(_in_text, spaces=True)
        if not closed:
            self._broken("a quote is never closed", "close it, or put a backslash before a quote that is text")
            return
        self._at += 1
        seconds = dates.seconds(value)
        if seconds is None:
            self._add(Kind.TEXT, value)
        else:
            self._add(Kind.TIME, float(seconds))

    def _bracketed(self) -> None:
        self._at += 1
        value, closed = self._take(_in_brackets, spaces=True)
        if not closed:
            self._broken("a bracket is never closed", "close it, or put the text in quotes")
            return
        self._at += 1
        self._add(Kind.WORD, value)

    def _number(self) -> None:
        if self._text.startswith("0x", self._at) and self._at + 2 < len(self._text):
            self._at += 2
            digits, _ = self._take(_in_hex)
            number = _hexadecimal(digits)
        else:
            digits, _ = self._take(_in_number)
            number = _decimal(digits)
        if not _WILD.isdisjoint(digits):
            self._add(Kind.WILD, digits)
        elif number is None:
            shown = self._text[self._start : self._at]
            self._broken(f"`{shown}` is no number", f"write `'{shown}'` if it is a text")
        else:
            self._add(Kind.NUMBER, number)

    def _word(self) -> None:
        value, _ = self._take(_in_word)
        if not _WILD.isdisjoint(value):
            self._add(Kind.WILD, value)
        elif value in ("true", "false"):
            self._add(Kind.BOOLEAN, value == "true")
        elif value in ("in", "IN"):
            self._add(Kind.COMPARISON, "in")
        elif "." in value:
            self._field(value)
        else:
            self._add(Kind.WORD, value)

    def _field(self, value: str) -> None:
        """A word with a dot reads a field, which Argo never has; a small letter behind the dot is refused."""
        if value.endswith("."):
            self._broken(f"`{value}` ends in a dot", f"write `'{value}'` if it is a text")
        elif any(_is_private(part) for part in value.split(".")[1:]):
            self._broken(f"`{value}` asks for a field of `{value.split('.')[0]}`", f"write `'{value}'`")
        else:
            self._add(Kind.FIELD, value)

    def _symbol(self) -> None:
        value, _ = self._take(_in_symbol)
        if not value:
            self._at += 1
            self._broken("`]` closes no bracket", "put the text in quotes")
            return
        followers = FOLLOWERS.get(self.tokens[-1].kind if self.tokens else Kind.START)
        kind = SYMBOLS.get(value)
        if value in PREFIXES and (kind is None if followers is None else Kind.PREFIX in followers):
            kind = Kind.PREFIX
        if kind is not None:
            self._add(kind, value)
        elif not _WILD.isdisjoint(value):
            self._add(Kind.WILD, value)
        else:
            self._broken(*repairs.symbol(self._text[self._start : self._at]))


def _is_private(part: str) -> bool:
    upper = part[:1].upper()
    return len(upper) == 1 and upper != part[0]


def _decimal(digits: str) -> float | None:
    if _DECIMAL.fullmatch(digits) is None:
        return None
    number = float(digits)
    return None if number == float("inf") else number


def _hexadecimal(digits: str) -> float | None:
    significant = digits.lstrip("0") or digits[:1]
    if not significant or len(significant) > _LONGEST_HEX or not _HEX.issuperset(significant):
        return None
    return float(int(significant, 16))
