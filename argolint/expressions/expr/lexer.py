"""Cuts an expression into tokens. Lark's lexer could not: words may hold any letter of any script, a `not`
and a `#` change how what follows is read, and a mistake within a string must not hide those behind it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from argolint.expressions.expr import wording
from argolint.expressions.expr.quotes import read_quoted
from argolint.expressions.expr.tokens import (
    BRACKET,
    BYTES,
    END,
    MODERN_WORD_OPERATORS,
    NAME,
    NUMBER,
    OPERATOR,
    TEXT,
    WORD_OPERATORS,
    Token,
)
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from argolint.expressions.expr.dialects import Dialect
    from argolint.expressions.result import Problem

_BLANK = r"[ \t\n\v\f\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
_TOKEN = lazy_pattern(
    rf"""
      (?P<blank>{_BLANK}|//[^\n]*|/\*(?s:.*?)\*/)
    | (?P<number>
          0[xX][0-9a-fA-F_]*+(?:\.(?!\.)[0-9a-fA-F_]*+)?
        | 0[oO][0-7_]*+(?:\.(?!\.)[0-7_]*+)?(?:[eE][+-]?[0-7_]*+)?
        | 0[bB][01_]*+(?:\.(?!\.)[01_]*+)?(?:[eE][+-]?[01_]*+)?
        | (?:[0-9]|\.[0-9])[0-9_]*+(?:\.(?!\.)[0-9_]*+)?(?:[eE][+-]?[0-9_]*+)?
      )
    | (?P<word>[\w$]+)
    | (?P<quote>['"`])
    | (?P<bracket>[()\[\]{{}}])
    | (?P<pointer>\#\#?)
    | (?P<operator>\?[.?]?|\|\|?|::?|[,;%+\-^]|[&!=*<>][&=*]?|\.\.?|/(?!\*))
    """,
    re.VERBOSE,
)
_WORD = lazy_pattern(r"[\w$]*")
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})


def scan(text: str, dialect: Dialect) -> tuple[list[Token], list[Problem]]:
    """The tokens of a text, closed by an END, and what cannot be a token."""
    return _Scanner(text, dialect).run()


class _Scanner:
    __slots__ = ("at", "dialect", "problems", "text", "tokens", "words")

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.dialect = dialect
        self.words = MODERN_WORD_OPERATORS if dialect.modern else WORD_OPERATORS
        self.at = 0
        self.tokens: list[Token] = []
        self.problems: list[Problem] = []

    def run(self) -> tuple[list[Token], list[Problem]]:
        text, tokens, match_at = self.text, self.tokens, _TOKEN.match
        end = len(text)
        while self.at < end:
            start = self.at
            match = match_at(text, start)
            if match is None:
                self.stray(start)
                continue
            self.at = match.end()
            group = match.lastgroup
            if group == "blank":
                continue
            if group == "word":
                self.words_in(start, match.end())
            elif group == "operator":
                tokens.append(Token(OPERATOR, match[0], start, self.at))
            elif group == "bracket":
                tokens.append(Token(BRACKET, match[0], start, self.at))
            elif group == "quote":
                self.quoted(start, start)
            elif group == "number":
                self.number(start)
            else:
                self.pointer(match[0], start)
        tokens.append(Token(END, "", end, end))
        return tokens, self.problems

    def words_in(self, start: int, end: int) -> None:
        """A run of word characters is one word, unless some of them are no letters."""
        self.at = start
        while self.at < end:
            at = self.at
            word_end = self.word_end(at, end)
            if word_end > at:
                self.word(at, word_end)
            else:
                self.stray(at)

    def word(self, start: int, end: int) -> None:
        self.at = end
        word = self.text[start:end]
        if self.dialect.bytes_literals and word in ("b", "B") and self.text[end : end + 1] in ("'", '"'):
            self.quoted(start, end)
            return
        self.tokens.append(Token(OPERATOR if word in self.words else NAME, word, start, end))

    def word_end(self, start: int, end: int) -> int:
        """Where a word really ends: Python counts more to words than letters and digits."""
        word = self.text[start:end]
        if not word.isascii():
            for offset, character in enumerate(word):
                if character not in "_$" and unicodedata.category(character) not in _LETTERS:
                    return start + offset
        return end

    def number(self, start: int) -> None:
        tail = _WORD.match(self.text, self.at)
        assert tail is not None
        end = self.word_end(self.at, tail.end())
        if end > self.at:
            self.problems.append(wording.bad_number(self.text, start, end))
            self.at = end
        self.tokens.append(Token(NUMBER, self.text[start : self.at], start, self.at))

    def pointer(self, mark: str, start: int) -> None:
        self.tokens.append(Token(OPERATOR, mark, start, self.at))
        tail = _WORD.match(self.text, self.at)
        assert tail is not None
        end = self.word_end(self.at, tail.end())
        if end > self.at:
            self.tokens.append(Token(NAME, self.text[self.at : end], self.at, end))
            self.at = end

    def quoted(self, start: int, quote: int) -> None:
        found = read_quoted(self.text, quote, quote > start, self.dialect)
        self.problems.extend(found.problems)
        self.at = found.end
        self.tokens.append(Token(BYTES if quote > start else TEXT, found.value, start, found.end))

    def stray(self, start: int) -> None:
        problem = wording.stray(self.text, start)
        self.problems.append(problem)
        self.at = problem.end
