"""What other programs make of folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argolint.source import SourceFile


class Rendered(NamedTuple):
    """A text that another program made, and the file it was made of, as far as that is known."""

    source: SourceFile
    origin: str | None


class Failure(NamedTuple):
    """Why nothing could be made of a folder: the file that says what it is, and what the program said."""

    path: str
    reason: str
