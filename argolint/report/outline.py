"""What the text forms of a picture share: short names for boxes, and a box to hold on to where a group has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argolint.drawing.model import Arrow, Box, Drawing


class Outline:
    """One drawing with a short name for each box; `first` is the number that the first one gets."""

    def __init__(self, drawing: Drawing, first: int) -> None:
        self.drawing = drawing
        self.children = drawing.children()
        self.names = {box.id: f"n{first + index}" for index, box in enumerate(drawing.boxes)}
        self._parents = {box.id: box.parent for box in drawing.boxes}

    def is_group(self, box: Box) -> bool:
        """Whether other boxes lie inside."""
        return box.id in self.children

    def holds(self, outer: str, inner: str) -> bool:
        """Whether a box lies within another one, at any depth."""
        at = self._parents.get(inner)
        while at is not None and at != outer:
            at = self._parents[at]
        return at is not None

    def leaf(self, box: str, *, last: bool = False) -> str:
        """The first or last box without boxes inside, within one that may have some."""
        while box in self.children:
            box = self.children[box][-1 if last else 0].id
        return box


class Ends(NamedTuple):
    """Where an arrow begins and ends: leaves, and the groups around them that are meant."""

    tail: str
    head: str
    tail_group: str | None
    head_group: str | None


def ends(outline: Outline, arrow: Arrow) -> Ends:
    """The leaves that an arrow connects, for forms whose arrows hold on to leaves alone."""
    source, target = arrow.source, arrow.target
    tail, head = outline.leaf(source, last=True), outline.leaf(target)
    nested = source == target or outline.holds(source, target) or outline.holds(target, source)
    tail_group = source if tail != source and not nested else None
    head_group = target if head != target and not nested else None
    return Ends(tail, head, tail_group, head_group)


def outlines(drawings: list[Drawing]) -> list[Outline]:
    """The drawings with names that none of them shares with another."""
    found: list[Outline] = []
    first = 0
    for drawing in drawings:
        found.append(Outline(drawing, first))
        first += len(drawing.boxes)
    return found
