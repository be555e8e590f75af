"""See `rules/missing-field.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import Basis, finding, rule
from argolint.schema.messages import wording
from argolint.schema.problems import MissingField

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=MissingField, group="schema", since="0.1", basis=Basis.MAP)
def missing_field(problem: MissingField, _cx: Context) -> Findings:
    """A field is left out that its owner cannot do without."""
    if problem.certain:
        words = wording(problem)
        yield finding(words.span, words.message, help=words.help)
