"""The lines of a file that a diagnostic speaks of, with what it means underlined."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from argolint.report.display import displayable, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.report.style import Style
    from argolint.source import SourceFile, Span

_LONGEST = 120
_BEFORE_MARK = 40
_CLOSE = 3


class Mark(NamedTuple):
    """A span to underline with `sign` in the colour of `role`, and the `words` behind that."""

    span: Span
    role: str
    sign: str
    words: str = ""


class _Placed(NamedTuple):
    """A mark on its first line: `start` and `end` count characters from the line's beginning."""

    line: int
    start: int
    end: int
    mark: Mark


class _Window(NamedTuple):
    """The part of a line that is shown, in characters from the line's beginning."""

    start: int
    end: int
    length: int

    def holds(self, placed: _Placed) -> bool:
        return self.start <= placed.start and placed.end <= self.end


def last_line(source: SourceFile, marks: Iterable[Mark]) -> int:
    """The largest line number that an excerpt shows."""
    return max(source.position(mark.span.start).line for mark in marks)


def excerpt(source: SourceFile, marks: Iterable[Mark], gutter: int, style: Style) -> Iterator[str]:
    """The marked lines in order, behind a gutter of `gutter` columns for their numbers."""
    yield style.paint(" " * gutter + " |", "gutter")
    placed = sorted((_place(source, mark) for mark in marks), key=lambda one: one[:3])
    previous = 0
    for number, group in groupby(placed, lambda one: one.line):
        if previous and number - previous > _CLOSE:
            yield style.paint("...", "gutter")
        elif previous:
            for between in range(previous + 1, number):
                yield from _line(source, between, gutter, style)
        yield from _marked_line(source, list(group), gutter, style)
        previous = number


def _place(source: SourceFile, mark: Mark) -> _Placed:
    line, column = source.position(mark.span.start)
    start = column - 1
    length = _length(source, line)
    end = min(start + mark.span.end - mark.span.start, length)
    return _Placed(line, start, max(end, start), mark)


def _length(source: SourceFile, line: int) -> int:
    """Characters of a line without its break; the text is not copied, lines may be megabytes long."""
    starts, text = source.line_starts, source.text
    start = starts[line - 1]
    end = starts[line] if line < len(starts) else len(text)
    while end > start and text[end - 1] in "\r\n":
        end -= 1
    return end - start


def _line(source: SourceFile, line: int, gutter: int, style: Style) -> Iterator[str]:
    length = _length(source, line)
    yield _numbered(line, _shown(source, line, _Window(0, min(length, _LONGEST), length)), gutter, style)


def _marked_line(source: SourceFile, placed: list[_Placed], gutter: int, style: Style) -> Iterator[str]:
    """The line once, and once more for marks that lie outside the shown part of a long line."""
    line = placed[0].line
    while placed:
        window = _window(placed[0], _length(source, line))
        yield _numbered(line, _shown(source, line, window), gutter, style)
        inside = [placed[0], *(one for one in placed[1:] if window.holds(one))]
        for one in inside:
            yield _underline(source, one, window, gutter, style)
        placed = [one for one in placed if one not in inside]


def _window(placed: _Placed, length: int) -> _Window:
    if length <= _LONGEST:
        return _Window(0, length, length)
    start = max(0, min(placed.start - _BEFORE_MARK, length - _LONGEST))
    return _Window(start, min(length, start + _LONGEST), length)


def _shown(source: SourceFile, line: int, window: _Window) -> str:
    begin = source.line_starts[line - 1]
    text = displayable(source.text[begin + window.start : begin + window.end])
    return f"{'…' if window.start else ''}{text}{'…' if window.end < window.length else ''}"


def _numbered(line: int, text: str, gutter: int, style: Style) -> str:
    number = style.paint(f"{line:>{gutter}} |", "gutter")
    return f"{number} {text}" if text else number


def _underline(source: SourceFile, placed: _Placed, window: _Window, gutter: int, style: Style) -> str:
    begin = source.line_starts[placed.line - 1]
    end = min(placed.end, window.end)
    before = width(displayable(source.text[begin + window.start : begin + placed.start])) + bool(window.start)
    marked = width(displayable(source.text[begin + placed.start : begin + end].rstrip()))
    mark = placed.mark
    sign = mark.sign * max(marked, 1)
    words = f"{sign} {displayable(mark.words)}" if mark.words else sign
    bar = style.paint(" " * gutter + " |", "gutter")
    return f"{bar} {'':{before}}{style.paint(words, mark.role)}"
