"""The dotted names in texts: those of plain tags, and those of expressions with their brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import OPEN, scan
from argolint.flow.masking import masked
from argolint.ide.symbols import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.tags import Tag
    from argolint.schema.versions import Version
    from argolint.syntax.nodes import Scalar

_QUOTES = "'\"`"


class Part(NamedTuple):
    """One word of a path; the offsets are in the text of its scalar and cover the word alone."""

    text: str
    start: int
    end: int
    form: Form


class Path(NamedTuple):
    """A name with the parts between its dots; `cut` tells that it goes on with what only the run knows."""

    parts: tuple[Part, ...]
    cut: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The texts of the parts."""
        return tuple(part.text for part in self.parts)


class Unreadable(NamedTuple):
    """An expression without a tree, so that nobody knows what it names; the offsets are in its scalar's text."""

    start: int
    text: str


def paths_in(scalar: Scalar, version: Version) -> Iterator[Path | Unreadable]:
    """The names in the tags of a text."""
    for tag in scan(scalar.text)[0]:
        if tag.is_expression:
            yield from expression_paths(scalar.text, tag.inner[1:], tag.start + len(OPEN) + 1, version)
        else:
            yield from _tag_paths(tag)


def _tag_paths(tag: Tag) -> Iterator[Path]:
    """The name of a tag; of tags that stand within each other, the inner one and what is known of the outer."""
    nested = tag.inner.rfind(OPEN)
    if nested < 0:
        yield plain_path(tag.name, tag.name_start)
        return
    start = tag.start + len(OPEN)
    at = 0
    for piece in tag.inner.split(OPEN):
        name = piece.strip()
        is_inner = at > nested
        path = plain_path(name, start + at + piece.find(name))
        yield path if is_inner else Path(path.parts[:-1], cut=True)
        at += len(piece) + len(OPEN)


def plain_path(name: str, start: int) -> Path:
    """A name as plain tags write it; names of parameters and artifacts keep their dots."""
    parts: list[Part] = []
    for word in name.split("."):
        parts.append(Part(word, start, start + len(word), Form.PART))
        start += len(word) + 1
    return Path(tuple(parts))


def expression_field_paths(scalar: Scalar, version: Version) -> Iterator[Path | Unreadable]:
    """The names in a field that is an expression itself; its tags are filled before and hidden here."""
    return expression_paths(scalar.text, masked(scalar.text), 0, version)


def expression_paths(whole: str, text: str, start: int, version: Version) -> Iterator[Path | Unreadable]:
    """The names in an expression that begins at an offset of a whole text."""
    from argolint.expressions.expr import parse  # most files hold no expression

    parsed = parse(text, version)
    if parsed.tree is None:
        yield Unreadable(start, text)
    for name in parsed.names:
        parts = tuple(_part(whole, step.name, start + step.start, start + step.end) for step in name.steps)
        yield Path(parts, cut=name.is_open)


def _part(whole: str, name: str, start: int, end: int) -> Part:
    if whole[start : start + 1] in _QUOTES:
        inside = whole[start + 1 : end - 1] == name
        return Part(name, start + 1, end - 1, Form.BRACKET) if inside else Part(name, start, end, Form.FILLED)
    return Part(name, start, end, Form.MEMBER)


def joined(parts: tuple[Part, ...]) -> Part | None:
    """What follows in a plain tag as one name."""
    if not parts:
        return None
    if len(parts) == 1 or parts[0].form is not Form.PART:
        return parts[0]
    return Part(".".join(part.text for part in parts), parts[0].start, parts[-1].end, Form.PART)
