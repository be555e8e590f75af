"""See `rules/non-finite-number.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.rules.api import finding, rule
from argolint.syntax.problems import BadNumber

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=BadNumber, group="syntax", since="0.1")
def non_finite_number(problem: BadNumber, _cx: Context) -> Findings:
    """A number is infinite or none at all, which JSON cannot hold."""
    text = problem.scalar.text
    yield finding(
        problem.scalar.span,
        f"JSON has no number `{text}`, so Argo drops the document",
        help=f'quote it if it is meant as a text: `"{text}"`',
    )
