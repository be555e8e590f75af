"""The tree that YAML text becomes. Nodes are never changed once the parser has returned them."""

from __future__ import annotations

from typing import TypeAlias

from argolint.source import Span

PLAIN, SINGLE, DOUBLE, LITERAL, FOLDED = "", "'", '"', "|", ">"


class Scalar:
    """A leaf: `text` is the decoded content; `start`/`end` bound its source, quotes included."""

    __slots__ = ("end", "start", "style", "tag", "text")

    def __init__(self, start: int, end: int, text: str, style: str, tag: str | None) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.style = style
        self.tag = tag

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(self.start, self.end)

    def __repr__(self) -> str:
        return f"Scalar({self.text!r})"


class Entry:
    """One key of a mapping with its value. `merged` tells that it came through a merge key (`<<`)."""

    __slots__ = ("key", "merged", "value")

    def __init__(self, key: Scalar, value: Node, merged: bool = False) -> None:
        self.key = key
        self.value = value
        self.merged = merged

    def __repr__(self) -> str:
        return f"Entry({self.key.text!r}, {self.value!r})"


class Mapping:
    """A map: `entries` by key in source order (the first of a duplicate key), merge keys resolved."""

    __slots__ = ("end", "entries", "start")

    def __init__(self, start: int, end: int, entries: dict[str, Entry]) -> None:
        self.start = start
        self.end = end
        self.entries = entries

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(self.start, self.end)

    def get(self, name: str) -> Node | None:
        """The value under a key, or None."""
        entry = self.entries.get(name)
        return entry.value if entry is not None else None

    def __repr__(self) -> str:
        return f"Mapping({list(self.entries.values())!r})"


class Sequence:
    """A list of nodes."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: int, end: int, items: list[Node]) -> None:
        self.start = start
        self.end = end
        self.items = items

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(self.start, self.end)

    def __repr__(self) -> str:
        return f"Sequence({self.items!r})"


Node: TypeAlias = Scalar | Mapping | Sequence
