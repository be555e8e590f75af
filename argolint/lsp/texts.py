"""Open texts as the protocol counts them: lines end with CRLF, LF or CR, and columns depend on what was agreed on."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

from argolint.source import SourceFile, Span


class Encoding(StrEnum):
    """What the columns of a line count: bytes, 16-bit units or characters."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"


class Place(NamedTuple):
    """A line and a column in it, both from 0."""

    line: int
    column: int


def chosen_encoding(offered: list[str] | None) -> Encoding:
    """The first encoding that a client offers and that is known here; a client that says nothing means UTF-16."""
    known = [encoding for name in offered or () for encoding in Encoding if encoding.value == name]
    return known[0] if known else Encoding.UTF_16


def offset_of(source: SourceFile, place: Place, encoding: Encoding) -> int:
    """The offset of a place; one past the end of a line or of the text counts as that end."""
    starts = source.line_starts
    if place.line >= len(starts):
        return len(source.text)
    line = source.line(place.line + 1)
    return starts[place.line] + _characters(line, place.column, encoding)


def place_of(source: SourceFile, offset: int, encoding: Encoding) -> Place:
    """The place of an offset; one past the end counts as the end."""
    starts = source.line_starts
    offset = max(0, min(offset, len(source.text)))
    line = bisect_right(starts, offset) - 1
    return Place(line, _units(source.text[starts[line] : offset], encoding))


def replaced(source: SourceFile, span: Span | None, text: str) -> SourceFile:
    """The file with a text in place of a span, or of all it had."""
    if span is None:
        return SourceFile(source.path, text)
    return SourceFile(source.path, source.text[: span.start] + text + source.text[span.end :])


def _units(text: str, encoding: Encoding) -> int:
    if encoding is Encoding.UTF_32 or text.isascii():
        return len(text)
    if encoding is Encoding.UTF_8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(character > "\uffff" for character in text)


def _characters(line: str, column: int, encoding: Encoding) -> int:
    """How many characters the first units of a line are; a column inside a character counts as its start."""
    if encoding is Encoding.UTF_32 or line.isascii():
        return min(column, len(line))
    units = 0
    for count, character in enumerate(line):
        units += _units(character, encoding)
        if units > column:
            return count
    return len(line)
