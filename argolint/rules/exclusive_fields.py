"""See `rules/exclusive-fields.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import Basis, finding, rule
from argolint.schema.messages import wording
from argolint.schema.problems import ExclusiveFields

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ExclusiveFields, group="schema", since="0.1", basis=Basis.MAP)
def exclusive_fields(problem: ExclusiveFields, _cx: Context) -> Findings:
    """Fields stand side by side of which only one may be given."""
    if problem.certain:
        words = wording(problem)
        yield finding(words.span, words.message, help=words.help)
