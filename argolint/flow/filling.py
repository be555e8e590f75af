"""Texts with what is known put in for their tags, and where each part of the result stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import OPEN, scan
from argolint.flow.known import known_text
from argolint.source import Span
from argolint.syntax.nodes import PLAIN, Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template


class Change(NamedTuple):
    """A tag that was replaced: where its value ends in the new text, and the tag in the old one."""

    start: int
    end: int
    tag: Span


class Filled(NamedTuple):
    """A text with the values of known tags, the others left as they are."""

    text: str
    changes: tuple[Change, ...] = ()

    def before(self, span: Span) -> Span:
        """Where a place of it stood before; one that lies in a value is the tag."""
        return Span(self._before(span.start, is_end=False), self._before(span.end, is_end=True))

    def _before(self, offset: int, *, is_end: bool) -> int:
        shift = 0
        for change in self.changes:
            if offset < change.start or (offset == change.start and is_end and change.end > change.start):
                break
            if offset < change.end or (offset == change.end and is_end):
                return change.tag.end if is_end else change.tag.start
            shift = change.tag.end - change.end
        return offset + shift


def filled(text: str, template: Template | None, flow: ObjectFlow) -> Filled:
    """A text in which the tags whose values are certain are replaced by these."""
    if OPEN not in text:
        return Filled(text)
    parts: list[str] = []
    changes: list[Change] = []
    at = size = 0
    for tag in scan(text)[0]:
        if tag.start < at or OPEN in tag.inner:
            continue
        value = known_text(Scalar(0, 0, text[tag.start : tag.end], PLAIN, None), template, flow)
        if value is None:
            continue
        parts += text[at : tag.start], value
        start = size + tag.start - at
        size = start + len(value)
        changes.append(Change(start, size, Span(tag.start, tag.end)))
        at = tag.end
    return Filled("".join((*parts, text[at:])), tuple(changes))
