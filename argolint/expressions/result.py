"""What every reader of a small language says about a mistake."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """A mistake in a text, with offsets in that text."""

    start: int
    end: int
    message: str
    help: str | None = None
    topic: str = ""
    """What sort of mistake it is, where a reader tells its sorts apart."""
