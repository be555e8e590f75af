"""How much room words need, and with them boxes. Whatever font a reader has, it is a little narrower than said here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import combining, east_asian_width

from argolint.drawing.captions import arrow_lines, box_lines, group_head, group_marks, shortened

if TYPE_CHECKING:
    from argolint.drawing.model import Arrow, Box

TITLE: Final = 13.0
"""Size of the letters of a title; all else is written in `SMALL`."""
SMALL: Final = 11.0
LEFT: Final = 34.0
"""Room at the left of a box, for its sign."""
RIGHT: Final = 12.0
TOP: Final = 9.0
TITLE_LINE: Final = 18.0
LINE: Final = 15.0
_NARROW: Final = frozenset("iljI.,:;|!'`()[]{}/\\ frt\"")
_WIDE: Final = frozenset("mwMW@%…—→↻⟲⋯⚠×")
_LEAST: Final = 110.0


class Size(NamedTuple):
    """Width and height."""

    width: float
    height: float


def text_width(text: str, letters: float) -> float:
    """Room for a line of text."""
    return letters * sum(map(_share, text))


def box_size(box: Box) -> Size:
    """Room for a box with nothing but words in it."""
    title, *others = box_lines(box)
    width = max([text_width(title, TITLE) * 1.06, *(text_width(line, SMALL) for line in others)])
    return Size(max(_LEAST, round(LEFT + width + RIGHT)), 2 * TOP + TITLE_LINE + LINE * len(others))


def group_size(box: Box) -> Size:
    """The least room for a group: that of the words over it."""
    title, words = group_head(box)
    head = head_width(title) + text_width(words, SMALL)
    return Size(
        round(LEFT + max(head, text_width("   ·   ".join(group_marks(box)), SMALL)) + RIGHT), header_height(box)
    )


def head_width(title: str) -> float:
    """Room for the title of a group, with a gap after it."""
    return text_width(title, TITLE) * 1.06 + 8


def header_height(box: Box) -> float:
    """Room for the words over what a group holds."""
    return TOP + TITLE_LINE + (LINE if group_marks(box) else 0)


def label_size(arrow: Arrow) -> Size | None:
    """Room for what stands beside an arrow, if anything does."""
    lines = [shortened(line, 32) for line in arrow_lines(arrow)]
    if not lines:
        return None
    return Size(round(max(text_width(line, SMALL) for line in lines) + 8), round(LINE * len(lines) + 2))


def _share(character: str) -> float:
    """The width of a character as a share of the size of the letters."""
    if combining(character):
        return 0.0
    if character in _NARROW:
        return 0.4
    if character in _WIDE or east_asian_width(character) in ("W", "F"):
        return 1.05
    return 0.72 if character.isupper() else 0.6
