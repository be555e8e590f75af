"""See `rules/value-out-of-range.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, rule
from argolint.schema.messages import wording
from argolint.schema.problems import OutOfRange, WrongLength

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(OutOfRange, WrongLength), group="schema", since="0.1")
def value_out_of_range(problem: OutOfRange | WrongLength, _cx: Context) -> Findings:
    """A number, or the length of a list, is beyond the bounds of its field."""
    if problem.certain:
        words = wording(problem)
        yield finding(words.span, words.message, help=words.help)
