"""A text with another one behind it, whose nodes count as if they had been written in the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.source import Position, SourceFile, Span
from argolint.syntax.inner import InnerText
from argolint.syntax.nodes import Entry, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from argolint.syntax.nodes import Node


class ExtendedText(SourceFile):
    """The text of `outer`, then that of `rest`; `added` is a map of the rest, at its place here."""

    __slots__ = ("added", "outer", "rest")

    def __init__(self, outer: SourceFile, rest: SourceFile, added: Mapping) -> None:
        super().__init__(outer.path, f"{outer.text}\n{rest.text}")
        self.outer = outer
        self.rest = rest
        self.added = _moved_map(added, len(outer.text) + 1)

    def holds(self, span: Span) -> bool:
        """Whether a place is one of the text itself, and not of what follows it."""
        return span.start <= len(self.outer.text)

    def position(self, offset: int) -> Position:
        """The line and column of an offset; what follows the text counts as its end."""
        return self.outer.position(offset)


def place_of(source: SourceFile, offset: int) -> tuple[SourceFile, int]:
    """The file in which a place is written, and its offset there."""
    while True:
        if isinstance(source, InnerText):
            offset = source.home(Span(offset, offset)).start
            source = source.outer
        elif not isinstance(source, ExtendedText):
            return source, offset
        elif source.holds(Span(offset, offset)):
            source = source.outer
        else:
            offset -= len(source.outer.text) + 1
            source = source.rest


class Joined(Mapping):
    """A map of which some entries come from another one; `written` is what stands in the text itself."""

    __slots__ = ("written",)

    def __init__(self, written: Mapping, entries: dict[str, Entry]) -> None:
        super().__init__(written.start, written.end, entries)
        self.written = written


def written(node: Node | None) -> Node | None:
    """A node as it stands in its text."""
    return node.written if isinstance(node, Joined) else node


def _moved(node: Node, by: int) -> Node:
    if isinstance(node, Scalar):
        return _moved_scalar(node, by)
    if isinstance(node, Sequence):
        return Sequence(node.start + by, node.end + by, [_moved(item, by) for item in node.items])
    return _moved_map(node, by)


def _moved_scalar(scalar: Scalar, by: int) -> Scalar:
    return Scalar(scalar.start + by, scalar.end + by, scalar.text, scalar.style, scalar.tag)


def _moved_map(node: Mapping, by: int) -> Mapping:
    entries = {
        name: Entry(_moved_scalar(entry.key, by), _moved(entry.value, by), entry.merged)
        for name, entry in node.entries.items()
    }
    return Mapping(node.start + by, node.end + by, entries)
