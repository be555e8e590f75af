"""What `valueFrom.jsonPath` says, a template of kubectl: texts, and paths in braces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argolint.expressions.jsonpath import reader
from argolint.expressions.jsonpath.steps import Refused
from argolint.expressions.result import Problem
from argolint.expressions.unknown import known_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.jsonpath.reader import Part


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it was read."""

    parts: tuple[Part, ...]
    """Texts and actions; none where kubectl refuses the template, or where a part of it is not known yet."""
    problems: tuple[Problem, ...]
    """Why kubectl would fail with it; none where it works, or where nothing is certain."""
    literal: bool
    """Whether it holds no braces, so that it yields itself."""
    type: str = "string"
    """What it gives: always a text."""

    @property
    def fields(self) -> tuple[Part, ...]:
        """The fields that its paths name, those in filters included."""
        return tuple(part for part in walk(self.parts) if part.kind == "field")


_BLOCKS = frozenset(("range", "end"))
_COMPARISONS = ("<", ">", "==", "!=", "<=", ">=")


def parse(text: str) -> Template:
    """Read a template; a text with placeholders is blamed only for what precedes them."""
    known = known_length(text)
    literal = "{" not in text
    try:
        parts = reader.read(text)
    except Refused as refused:
        certain = refused.problem.end < known
        return Template((), (refused.problem,) if certain else (), literal)
    if known <= len(text):
        return Template((), (), literal)
    problems = [*_words_that_fail(parts), *_filters_that_fail(parts)]
    problems.sort(key=lambda problem: problem.start)
    return Template(tuple(parts), tuple(problems), literal)


def walk(parts: tuple[Part, ...] | list[Part]) -> Iterator[Part]:
    """Parts, and the parts of them."""
    for part in parts:
        yield part
        yield from walk(part.parts)


def _words_that_fail(parts: list[Part]) -> Iterator[Problem]:
    """Words in braces that stop a template; blocks are counted as long as no action holds two words."""
    depth = 0
    countable = True
    for action in parts:
        words = _words(action)
        for word in words:
            if word.value not in _BLOCKS:
                yield Problem(word.start, word.end, f"`{word.value}` in braces is no path", _word_hint(action, word))
            elif word.value == "end" and countable and not depth:
                hint = "put `{range PATH}` in front, or take it away"
                yield Problem(word.start, word.end, "`end` ends no `range`", hint)
        countable = countable and len(words) < 2
        if words:
            depth = depth + 1 if words[0].value == "range" else max(depth - 1, 0)


def _words(action: Part) -> list[Part]:
    """The words of an action that are evaluated whatever the document is."""
    sides = [action, *(side for part in action.parts if part.kind == "union" for side in part.parts)]
    return [part for side in sides for part in side.parts if part.kind == "word"]


def _word_hint(action: Part, word: Part) -> str:
    if action.parts[0] is word:
        return f"write `{{.{word.value}}}`, or put a text in quotes"
    return "a path holds no blanks: put texts in quotes, and escape a blank in a key by a backslash"


def _filters_that_fail(parts: list[Part]) -> Iterator[Problem]:
    """Filters that fail at the first item with the field: bare words, and operators kubectl does not know."""
    for part in walk(parts):
        if part.kind != "filter" or not part.value:
            continue
        if part.value not in _COMPARISONS:
            hint = "write `==`" if part.value in ("=", "===") else "known are `==`, `!=`, `<`, `<=`, `>` and `>=`"
            yield Problem(part.start, part.end, f"`{part.value}` is no comparison", hint)
        for word in [word for side in part.parts for word in _words(side)]:
            hint = f"write `'{word.value}'` for a text, `@.{word.value}` for a field"
            yield Problem(word.start, word.end, f"`{word.value}` in a filter is neither a text nor a field", hint)
