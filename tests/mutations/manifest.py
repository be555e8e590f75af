"""Valid projects to put mistakes into, read line by line: each line knows its key, its value and its path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.facts import CHECKOUT

EXAMPLES = CHECKOUT / "examples"
POOL = Path(__file__).with_name("pool")
ALONE = (
    "hello/hello.yaml",
    "steps/temperatures.yaml",
    "dag/diamond.yaml",
    "cron/cleanup.yaml",
    "resource/job.yaml",
)
LIBRARY = ("library/dice.yaml", "library/random.yaml", "library/shell.yaml")
POOL_GROUPS = (
    ("release.yaml",),
    ("harvest.yaml",),
    ("tides.yaml",),
    ("breakfast.yaml", "bakery.yaml"),
    ("submission.yaml", "bakery.yaml"),
)

_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?: +(?P<value>.*))?$")
_BLOCK = re.compile(r"[|>][+-]?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a key: its number from 1, its column, and the path of keys and `[]` down to it."""

    number: int
    text: str
    column: int
    key: str
    value: str
    path: tuple[str, ...]

    def ends(self, *tail: str) -> bool:
        """Whether the path ends with these parts."""
        return self.path[-len(tail) :] == tail

    @property
    def opens_item(self) -> bool:
        """Whether a list item begins on this line."""
        return self.text.lstrip().startswith("- ")


@dataclass(frozen=True)
class Manifest:
    """One file of a project."""

    name: str
    text: str

    @cached_property
    def rows(self) -> list[str]:
        """The lines as they stand."""
        return self.text.splitlines()

    @cached_property
    def lines(self) -> list[Line]:
        """The lines that hold a key of the manifest, without those of block scalars."""
        return list(_scan(self.rows))

    def below(self, owner: Line) -> list[Line]:
        """The lines inside the value of a key."""
        found = []
        for line in self.lines[self.lines.index(owner) + 1 :]:
            if line.path[: len(owner.path)] != owner.path or line.column <= owner.column:
                break
            found.append(line)
        return found

    def item(self, member: Line) -> list[Line]:
        """The lines of the list item that a line is a direct member of."""
        at = self.lines.index(member)
        start = at
        while self.lines[start].column != member.column or not self.lines[start].opens_item:
            start -= 1
        end = at + 1
        while end < len(self.lines) and not _leaves(self.lines[end], member):
            end += 1
        return self.lines[start:end]

    def last_row(self, line: Line) -> int:
        """The number of the last row that a key's value stands on."""
        last = line.number
        for number, row in enumerate(self.rows[line.number :], start=line.number + 1):
            content = row.lstrip()
            if content and len(row) - len(content) <= line.column:
                break
            if content:
                last = number
        return last


@dataclass(frozen=True)
class Project:
    """Files that are checked together."""

    name: str
    manifests: tuple[Manifest, ...]


def projects() -> list[Project]:
    """Every valid project that mistakes are put into."""
    groups: list[tuple[Path, tuple[str, ...]]] = [(EXAMPLES, (name,)) for name in ALONE]
    groups += [(EXAMPLES, LIBRARY), *((POOL, names) for names in POOL_GROUPS)]
    return [Project(names[0], tuple(_read(folder / name) for name in names)) for folder, names in groups]


def _read(path: Path) -> Manifest:
    return Manifest(path.name, path.read_text(encoding="utf-8"))


def _leaves(line: Line, member: Line) -> bool:
    return line.column < member.column or (line.column == member.column and line.opens_item)


def _scan(rows: list[str]) -> list[Line]:
    lines: list[Line] = []
    open_parts: list[tuple[int, str]] = []
    block_column: int | None = None
    for number, row in enumerate(rows, start=1):
        content = row.lstrip()
        column = len(row) - len(content)
        if not content or content.startswith("#"):
            continue
        if block_column is not None and column > block_column:
            continue
        block_column = None
        while content.startswith("- "):
            open_parts = [part for part in open_parts if part[0] < column]
            open_parts.append((column, "[]"))
            content, column = content[2:], column + 2
        match = _KEY.match(content)
        if match is None:
            continue
        open_parts = [part for part in open_parts if part[0] < column]
        open_parts.append((column, match["key"]))
        value = match["value"] or ""
        lines.append(Line(number, row, column, match["key"], value, tuple(name for _, name in open_parts)))
        if _BLOCK.match(value):
            block_column = column
    return lines
