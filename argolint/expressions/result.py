"""What every reader of a small language says about a mistake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a text, with offsets in that text."""

    start: int
    end: int
    message: str
    help: str | None = None
