"""Text as a terminal can show it: nothing in it moves the cursor, and its width is known."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

_TAB = "    "
_BLANKS = {"\t": _TAB, "\u3000": "\u3000"}
_MAY_NOT_SHOW = lazy_pattern(r"[^ -~]")


def displayable(text: str) -> str:
    """The text with tabs widened, and characters visible that show nothing or steer the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return _MAY_NOT_SHOW.sub(_visible, text)


def width(text: str) -> int:
    """How many columns a displayable text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    if character.isprintable():
        return character
    if character in _BLANKS:
        return _BLANKS[character]
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
