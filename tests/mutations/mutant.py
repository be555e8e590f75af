"""A valid project with one mistake in it, and the few edits that mistakes are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.mutations.manifest import Line, Manifest


@dataclass(frozen=True, slots=True)
class Change:
    """A mistake in one file: its new rows, and the lines (from 1, of these rows) where a report is right."""

    rows: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A project with one mistake; `least` is the severity that it must be reported with."""

    kind: str
    project: str
    file: str
    change: Change
    least: str

    @property
    def text(self) -> str:
        """The text of the file with the mistake."""
        return "\n".join(self.change.rows) + "\n"

    def __str__(self) -> str:
        line = self.change.lines[0]
        shown = self.change.rows[line - 1].strip() if line <= len(self.change.rows) else "end of file"
        return f"{self.kind} in {self.project}, {self.file}:{line}: {shown}"


def replaced(manifest: Manifest, number: int, text: str, *also: Line) -> Change:
    """Another text in place of a row; a report on one of the lines `also` is right as well."""
    rows = list(manifest.rows)
    rows[number - 1] = text
    return Change(tuple(rows), (number, *(other.number for other in also)))


def revalued(manifest: Manifest, line: Line, value: str, *also: Line) -> Change:
    """Another value after a key, in place of all that stood there."""
    rows = list(manifest.rows)
    rows[line.number - 1 : manifest.last_row(line)] = [f"{line.text[: line.column]}{line.key}: {value}"]
    return Change(tuple(rows), (line.number, *(other.number for other in also)))


def inserted_above(manifest: Manifest, line: Line, text: str) -> Change:
    """A new row above a key that opens no list item, at its column."""
    rows = list(manifest.rows)
    rows.insert(line.number - 1, " " * line.column + text)
    return Change(tuple(rows), (line.number,))


def inserted_below(manifest: Manifest, line: Line, text: str) -> Change:
    """A new row below a key and its value, at its column."""
    rows = list(manifest.rows)
    last = manifest.last_row(line)
    rows.insert(last, " " * line.column + text)
    return Change(tuple(rows), (last + 1,))


def repeated(manifest: Manifest, first: int, last: int) -> Change:
    """The rows `first` to `last` a second time, below themselves."""
    rows = list(manifest.rows)
    rows[last:last] = rows[first - 1 : last]
    return Change(tuple(rows), (last + 1,))


def without(manifest: Manifest, line: Line, *owners: Line) -> Change:
    """A key and its value are gone; a report is right on the `owners` above, or where the item now begins."""
    rows = list(manifest.rows)
    del rows[line.number - 1 : manifest.last_row(line)]
    numbers = tuple(owner.number for owner in owners)
    if line.opens_item:
        rows[line.number - 1] = line.text[: line.column] + rows[line.number - 1][line.column :]
        numbers = (line.number, *numbers)
    return Change(tuple(rows), numbers)
