"""See `rules/unknown-suppression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model.suppressions import UnknownSuppression
from argolint.nearest import closest
from argolint.rules.api import Change, Mending, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=UnknownSuppression, group="names", severity=Severity.WARNING, since="0.1")
def unknown_suppression(subject: UnknownSuppression, _cx: Context) -> Findings:
    """A comment or an annotation that should suppress findings names no rule that there is."""
    word = subject.word
    best = closest(word.text, subject.candidates) if word.text else None
    yield finding(
        word.span,
        subject.problem,
        help=f"did you mean `{best}`?" if best is not None else "write `argolint: ignore[RULE] reason`",
        fix=Mending(f"write `{best}`", (Change(word.span, best),), safe=True) if best is not None else None,
    )
