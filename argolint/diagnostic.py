"""What argolint says: diagnostics, the labels beside them, and the fixes they offer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argolint.source import Position, SourceFile, Span


class Severity(StrEnum):
    """How bad it is; each compares equal to its plain string."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Order of badness: info 0, warning 1, error 2."""
        return _RANKS[self]


_RANKS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Label(NamedTuple):
    """A second place that a diagnostic points at, with a few words about it."""

    source: SourceFile
    span: Span
    message: str

    @property
    def file(self) -> str:
        """Path of the file, as reports show it."""
        return self.source.path

    @property
    def line(self) -> int:
        """Line of the start, from 1."""
        return self.source.position(self.span.start).line

    @property
    def column(self) -> int:
        """Column of the start in characters, from 1."""
        return self.source.position(self.span.start).column


class Edit(NamedTuple):
    """Replace the characters of a span by a text; an empty span inserts."""

    source: SourceFile
    span: Span
    text: str


class Fix(NamedTuple):
    """A mending: edits that belong together; safe when they cannot change what correct readers meant."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


class Diagnostic(NamedTuple):
    """One finding at one place. Rule and severity are set by the engine, never by the rule."""

    source: SourceFile
    span: Span
    message: str
    rule: str
    severity: Severity
    object: str | None = None
    labels: tuple[Label, ...] = ()
    help: str | None = None
    fix: Fix | None = None

    @property
    def file(self) -> str:
        """Path of the file, as reports show it."""
        return self.source.path

    @property
    def start(self) -> Position:
        """Line and column of the first character, from 1."""
        return self.source.position(self.span.start)

    @property
    def end(self) -> Position:
        """Line and column just past the last character, from 1."""
        return self.source.position(self.span.end)

    @property
    def line(self) -> int:
        """Line of the start, from 1."""
        return self.start.line

    @property
    def column(self) -> int:
        """Column of the start in characters, from 1."""
        return self.start.column
