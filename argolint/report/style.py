"""What a reader asked of a report beyond its format: colours, and a closing line."""

from __future__ import annotations

from typing import NamedTuple

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "place": "1",
    "gutter": "34",
    "label": "1;34",
    "help": "1;32",
    "good": "1;32",
    "heading": "1",
    "faint": "2",
}


class Style(NamedTuple):
    """How to write a report: `color` for terminals, `summary` for the closing line."""

    color: bool = False
    summary: bool = True

    def paint(self, text: str, role: str) -> str:
        """The text in the colour of its role."""
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if self.color and text else text
