"""See `rules/refused-on-admission.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.rules.api import finding, rule
from argolint.schema.messages import wording
from argolint.schema.problems import ExclusiveFields, InvalidChoice, MissingField, OutOfRange, WrongLength

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.schema.messages import BrokenLimit


@rule(
    on=(MissingField, InvalidChoice, OutOfRange, WrongLength, ExclusiveFields),
    group="schema",
    severity=Severity.WARNING,
    since="0.1",
)
def refused_on_admission(problem: BrokenLimit, _cx: Context) -> Findings:
    """Argo's own lint accepts it, but the API server of many clusters refuses it."""
    if not problem.certain:
        words = wording(problem)
        yield finding(words.span, f"{words.message}: many clusters refuse it", help=words.help)
