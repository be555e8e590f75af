"""See `rules/invalid-choice.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import Basis, finding, rule
from argolint.schema.messages import wording
from argolint.schema.problems import InvalidChoice

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=InvalidChoice, group="schema", since="0.1", basis=Basis.TEXT)
def invalid_choice(problem: InvalidChoice, _cx: Context) -> Findings:
    """A field that takes one of a few words holds another one."""
    if problem.certain:
        words = wording(problem)
        yield finding(words.span, words.message, help=words.help)
