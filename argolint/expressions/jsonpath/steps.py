"""What a JSONPath of the function `jsonpath()` is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from argolint.expressions.result import Problem

BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""What Go cuts off the ends of a text."""

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path.

    Kinds: `root`, `current`, `key`, `index`, `length`, `wildcard`, `recursive`, `filter`, `script`, `union`
    and `slice`.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    """The key of a `key`, the number of an `index`, the expression of a `filter` or `script`."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A path as it was read."""

    steps: tuple[Step, ...]
    """Empty where the library refuses the path, or where a part of it is not known yet."""
    type: str
    """What it gives: `array`, `int` or `unknown`."""
    problems: tuple[Problem, ...]
    """Why Argo would fail with it; none where it works, or where nothing is certain."""

    @property
    def keys(self) -> tuple[Step, ...]:
        """The steps that name a key."""
        return tuple(step for step in self.steps if step.kind == "key")


class Piece(NamedTuple):
    """A part of a path and the offset at which it stands in the whole text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    def trimmed(self) -> Piece:
        """The same without blanks at its ends."""
        left = self.text.lstrip(BLANKS)
        return Piece(left.rstrip(BLANKS), self.end - len(left))

    def cut(self, first: int, last: int | None = None) -> Piece:
        """A slice of it."""
        return Piece(self.text[first:last], self.start + first)

    def problem(self, message: str, help: str) -> Refused:
        """A problem that lies in this part."""
        return Refused(Problem(self.start, self.end, message, help))


class Refused(Exception):  # noqa: N818
    """The library does not take a path."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
