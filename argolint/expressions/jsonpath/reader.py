"""Reads a template of kubectl into its parts.

A scanner of its own and no grammar: kubectl reads what stands in brackets and filters anew, as a template of
its own; quotes have a meaning at some places only, and a word may hold almost any sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from argolint.expressions.jsonpath.steps import Refused
from argolint.expressions.result import Problem
from argolint.expressions.whole_numbers import whole_number
from argolint.patterns import lazy_pattern


@dataclass(frozen=True, slots=True)
class Part:
    """A text, or the `action` that a pair of braces holds, or a part of one.

    Kinds of parts: `text`, `field`, `wildcard`, `recursive`, `index` (slices too), `union`, `number`,
    `boolean`, `word` and `filter` (its value is the operator, empty where it asks for existence; its parts
    are the sides).
    """

    kind: str
    start: int
    end: int
    value: str = ""
    parts: tuple[Part, ...] = ()


_ENDS_OF_WORD = r" \t\r\n.,\[\]$@{}"
_WORD = lazy_pattern(rf"[^{_ENDS_OF_WORD}]*")
_FIELD = lazy_pattern(rf"(?:\\(?s:.)|[^{_ENDS_OF_WORD}\\])*\\?")
_NUMBER = lazy_pattern(r"[-+]?[\d.]*")
_DECIMAL = lazy_pattern(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_KEY = lazy_pattern(r"'([^']*)'")
_SLICE = lazy_pattern(r"(-?[0-9]*)(?::(-?[0-9]*))?(?::(-?[0-9]*))?")
_COMPARISON = lazy_pattern(r"([^!<>=]+)([!<>=]+)(.+)")
_ESCAPES = (
    r"\\(?:[abfnrtv\\%s]|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}"
    r"|U(?!0000[dD][89a-fA-F])00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})"
)
_QUOTED = {quote: re.compile(rf"(?:[^\\{quote}]|{_ESCAPES % quote})*") for quote in "'\""}
_DEEPEST = 20
"""How many templates within templates are read; more than kubectl's own rules let a text hold."""
_BEYOND_FLOAT = float("inf")
_FORMS = "write an index, a slice, `*`, or a key in single quotes"


def read(text: str) -> list[Part]:
    """The texts and actions of a template; raises Refused where kubectl does."""
    return _Reader(text, 0, 0).template()


class _Reader:
    """Reads a template that begins at the offset `base` of the whole text."""

    def __init__(self, text: str, base: int, depth: int) -> None:
        self.text = text
        self.base = base
        self.depth = depth
        self.at = 0

    def template(self) -> list[Part]:
        parts: list[Part] = []
        while self.at < len(self.text):
            brace = self.text.find("{", self.at)
            until = len(self.text) if brace < 0 else brace
            if until > self.at:
                parts.append(self.part("text", self.at, until, self.text[self.at : until]))
            self.at = until
            if brace >= 0:
                parts.append(self.action())
        return parts

    def part(self, kind: str, start: int, end: int, value: str = "", parts: tuple[Part, ...] = ()) -> Part:
        return Part(kind, self.base + start, self.base + end, value, parts)

    def refused(self, start: int, end: int, message: str, help: str) -> Refused:
        start, end = max(self.base + start, 0), max(self.base + end, 0)
        return Refused(Problem(start, end, message, help))

    def action(self) -> Part:
        start = self.at
        self.at += 1
        parts: list[Part] = []
        while not self.text.startswith("}", self.at):
            sign = self.text[self.at : self.at + 1]
            if sign in ("", "\r", "\n"):
                hint = "add `}`" if not sign else "keep what braces hold on one line"
                end = len(self.text) if not sign else self.at
                raise self.refused(start, end, "`{` is never closed" + (" on its line" if sign else ""), hint)
            self.step(sign, parts)
        self.at += 1
        return self.part("action", start, self.at, "", tuple(parts))

    def step(self, sign: str, parts: list[Part]) -> None:
        """Read one thing inside braces."""
        if self.text.startswith("[?(", self.at):
            parts.append(self.filter())
        elif self.text.startswith("..", self.at):
            self.recursive(parts)
        elif sign in " @$":
            self.at += 1
        elif sign == "[":
            self.brackets(parts)
        elif sign in "'\"":
            parts.append(self.quoted(sign))
        elif sign == ".":
            self.at += 1
            parts.append(self.field(self.at - 1))
        elif sign in "+-" or sign.isdecimal():
            parts.append(self.number())
        elif sign == "_" or sign.isalpha():
            parts.append(self.word())
        else:
            raise self.refused(self.at, self.at + 1, f"`{sign}` has no meaning in braces", _hint(sign))

    def recursive(self, parts: list[Part]) -> None:
        start = self.at
        if parts and parts[-1].kind == "recursive":
            raise self.refused(start, start + 2, "`..` cannot follow `..`", "leave one of them out")
        self.at += 2
        parts.append(self.part("recursive", start, self.at))
        following = self.text[self.at : self.at + 1]
        if following == "_" or following.isalpha() or following.isdecimal():
            parts.append(self.field(self.at))

    def field(self, start: int) -> Part:
        match = _FIELD.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        if match[0] == "*":
            return self.part("wildcard", start, self.at)
        return self.part("field", start, self.at, match[0].replace("\\", ""))

    def number(self) -> Part:
        match = _NUMBER.match(self.text, self.at)
        assert match is not None
        start, self.at = self.at, match.end()
        text = match[0]
        if whole_number(text) is None and not (_DECIMAL.fullmatch(text) and abs(float(text)) < _BEYOND_FLOAT):
            raise self.refused(start, self.at, f"`{text}` is no number", "put texts in quotes")
        return self.part("number", start, self.at, text)

    def word(self) -> Part:
        match = _WORD.match(self.text, self.at)
        assert match is not None
        start, self.at = self.at, match.end()
        return self.part("boolean" if match[0] in ("true", "false") else "word", start, self.at, match[0])

    def quoted(self, quote: str) -> Part:
        start = self.at
        end = start
        while True:
            end = self.text.find(quote, end + 1)
            if end < 0 or "\n" in self.text[start:end]:
                raise self.refused(start, len(self.text), "a quote is never closed", f"add `{quote}`")
            if self.text[end - 1] != "\\":
                break
        self.at = end + 1
        if _QUOTED[quote].fullmatch(self.text, start + 1, end) is None:
            hint = r"escapes are those of Go, such as `\n`, `\t`, `\\` and the quote itself"
            raise self.refused(start, self.at, f"{self.text[start : self.at]} holds no valid escape", hint)
        return self.part("text", start, self.at, self.text[start : self.at])

    def brackets(self, parts: list[Part]) -> None:
        start = self.at
        end = self.text.find("]", start)
        if end < 0 or "\n" in self.text[start:end]:
            raise self.refused(start, len(self.text), "`[` is never closed", "add `]`")
        self.at = end + 1
        inner = self.text[start + 1 : end]
        elements = inner.split(",")
        if len(elements) > 1:
            parts.append(self.part("union", start, self.at, inner, self.union(start + 1, elements)))
        elif (key := _KEY.fullmatch(inner)) is not None:
            parts.extend(self.nested(f".{key[1]}", start + 1).parts)
        else:
            self.check_slice(inner, start)
            parts.append(self.part("index", start, self.at, inner))

    def union(self, at: int, elements: list[str]) -> tuple[Part, ...]:
        actions: list[Part] = []
        for element in elements:
            trimmed = element.strip(" ")
            actions.append(self.nested(f"[{trimmed}]", at + len(element) - len(element.lstrip(" ")) - 1))
            at += len(element) + 1
        return tuple(actions)

    def check_slice(self, inner: str, start: int) -> None:
        match = _SLICE.fullmatch("" if inner == "*" else inner)
        if match is None:
            quoted = inner.replace("-", "").replace("_", "").isalnum()
            hint = f"write `['{inner}']`" if quoted else _FORMS
            raise self.refused(start, self.at, f"`{inner}` is no index", hint)
        for number in match.groups():
            if number and whole_number(number) is None:
                raise self.refused(start, self.at, f"`{number}` is no index", _FORMS)

    def nested(self, text: str, at: int) -> Part:
        """The first action of a text read as if it stood in braces; `at` is where it stands here."""
        if self.depth == _DEEPEST:
            return self.part("action", at, at + len(text))
        return _Reader("{" + text + "}", self.base + at - 1, self.depth + 1).template()[0]

    def filter(self) -> Part:
        start = self.at
        close = self.end_of_filter(start)
        if not self.text.startswith("]", close + 1):
            raise self.refused(start, close + 1, "`]` does not follow the filter", "write `[?(CONDITION)]`")
        self.at = close + 2
        first = start + len("[?(")
        condition = self.text[first:close]
        comparison = _COMPARISON.fullmatch(condition)
        if comparison is None:
            return self.part("filter", start, self.at, "", (self.nested(condition, first),))
        left, operator, right = comparison.groups()
        sides = (self.nested(left, first), self.nested(right, first + comparison.start(3)))
        return self.part("filter", start, self.at, operator, sides)

    def end_of_filter(self, start: int) -> int:
        """Where the parenthesis of a filter closes; only the first quoted text in it may hold one."""
        quote = ""
        closed = False
        for at in range(start + len("[?("), len(self.text)):
            sign = self.text[at]
            if sign == "\n":
                break
            if sign in "'\"":
                if not quote:
                    quote = sign
                elif sign == quote and self.text[at - 1] != "\\":
                    closed = True
            elif sign == ")" and bool(quote) == closed:
                return at
        raise self.refused(start, len(self.text), "the filter is never closed", "add `)]`")


def _hint(sign: str) -> str:
    if sign in "&|":
        return "kubectl joins no conditions: put a second filter behind the first"
    if sign in "“”‘’`":
        return "write plain quotes"
    if sign == "(":
        return "a filter is written `[?(CONDITION)]`"
    if sign == "*":
        return "write `.*` or `[*]`"
    if sign == "{":
        return "braces do not nest: close the first ones, or take these away"
    if sign == "~":
        return "kubectl compares no patterns: use `==`, or `jqFilter`"
    return "put texts in quotes"
