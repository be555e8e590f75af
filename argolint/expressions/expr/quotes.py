"""Reads strings in quotes: where they end, what their escapes mean, and which escapes do not exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from argolint.expressions.result import Problem
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from argolint.expressions.expr.dialects import Dialect

_PLAIN: Final = {"'": re.compile(r"'[^'\\\n]*+'"), '"': re.compile(r'"[^"\\\n]*+"')}
_RAW: Final = lazy_pattern(r"`[^`]*+`")
_DOUBLING_RAW: Final = lazy_pattern(r"`(?:[^`]++|``)*+`")
_PIECE: Final = lazy_pattern(
    r"""(?P<plain>[^'"\\\n]+)|(?P<quote>['"])|\\(?:
        (?P<letter>[abfnrtv\\])|(?P<own>['"])|(?P<octal>[0-3][0-7]{2})
        |x(?P<byte>[0-9a-fA-F]{2})|u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8})
        |u\{(?P<braced>[0-9a-fA-F]{1,6})\}|(?P<bad>.?)
    )""",
    re.VERBOSE | re.DOTALL,
)
_LETTERS: Final = dict(zip("abfnrtv\\", "\a\b\f\n\r\t\v\\", strict=True))
_HIGHEST: Final = 0x10FFFF
_REPLACEMENT: Final = "\ufffd"
_ESCAPES: Final = "the escapes are `\\\\`, `\\n`, `\\t`, `\\r`, `\\xHH`, `\\uHHHH` and the own quote"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A string: what it means, where it ends, and its mistakes. Bytes are given as characters below 256."""

    value: str
    end: int
    problems: tuple[Problem, ...] = ()


def read_quoted(text: str, start: int, is_bytes: bool, dialect: Dialect) -> Quoted:
    """The string whose opening quote is at `start`."""
    quote = text[start]
    if quote == "`":
        return _read_raw(text, start, dialect)
    plain = _PLAIN[quote].match(text, start)
    if plain is not None and not is_bytes:
        return Quoted(_with_unix_lines(plain[0][1:-1]), plain.end())
    return _Reader(text, start, is_bytes, dialect).run()


def _read_raw(text: str, start: int, dialect: Dialect) -> Quoted:
    match = (_DOUBLING_RAW if dialect.else_if else _RAW).match(text, start)
    if match is None:
        return Quoted(text[start + 1 :], len(text), (_unclosed(text, start, len(text)),))
    return Quoted(match[0][1:-1].replace("``", "`"), match.end())


def _with_unix_lines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value


def _unclosed(text: str, start: int, end: int) -> Problem:
    mark = text[start]
    if end < len(text):
        return Problem(start, end, "a string does not go over the end of a line", "close it, or write it in backticks")
    return Problem(start, end, f"the string is never closed by another {mark}", f"put {mark} behind it")


class _Reader:
    __slots__ = ("at", "dialect", "is_bytes", "parts", "problems", "quote", "start", "text")

    def __init__(self, text: str, start: int, is_bytes: bool, dialect: Dialect) -> None:
        self.text = text
        self.start = start
        self.quote = text[start]
        self.is_bytes = is_bytes
        self.dialect = dialect
        self.at = start + 1
        self.parts: list[str] = []
        self.problems: list[Problem] = []

    def run(self) -> Quoted:
        while True:
            match = _PIECE.match(self.text, self.at)
            if match is None:
                # What follows a broken string cannot be told from what belongs to it: nothing more is read.
                self.problems.append(_unclosed(self.text, self.start, self.at))
                self.at = len(self.text)
                return self.result()
            self.at = match.end()
            kind, value = match.lastgroup, match[match.lastgroup or 0]
            if kind == "quote" and value == self.quote:
                return self.result()
            if kind in ("plain", "quote"):
                self.parts.append(self.encoded(_with_unix_lines(value)))
            elif not self.escape(kind, value):
                self.problems.append(self.no_escape(match.start(), match.end()))

    def result(self) -> Quoted:
        return Quoted("".join(self.parts), self.at, tuple(self.problems))

    def encoded(self, value: str) -> str:
        return value.encode("utf-8", "surrogatepass").decode("latin-1") if self.is_bytes else value

    def escape(self, kind: str | None, value: str) -> bool:
        """Add what an escape stands for; False where there is no such escape."""
        if kind == "letter":
            self.parts.append(_LETTERS[value])
        elif kind == "own" and value == self.quote:
            self.parts.append(value)
        elif kind in ("octal", "byte"):
            self.parts.append(chr(int(value, 8 if kind == "octal" else 16)))
        elif kind in ("short", "long", "braced"):
            return self.code_point(kind, int(value, 16))
        else:
            return False
        return True

    def code_point(self, kind: str, number: int) -> bool:
        if self.is_bytes or (kind == "braced" and not self.dialect.else_if):
            return False
        # Above 31 bits the number is taken for a negative one, which passes the check for the highest.
        if _HIGHEST < number < 1 << 31:
            return False
        is_character = number <= _HIGHEST and not 0xD800 <= number <= 0xDFFF
        self.parts.append(chr(number) if is_character else _REPLACEMENT)
        return True

    def no_escape(self, start: int, end: int) -> Problem:
        escape = self.text[start:end]
        if escape == "\\":
            return Problem(start, end, "the string ends within an escape", "put the closing quote behind it")
        if escape[1:] in "'\"`":
            help_text = f"write {escape[1:]} without `\\`, or change the outer quotes"
        else:
            help_text = f"double the `\\`, or use backticks; {_ESCAPES}"
        return Problem(start, end, f"there is no escape `{escape}`", help_text)
