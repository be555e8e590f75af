"""See `rules/suppression-without-reason.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model.suppressions import SuppressionWithoutReason
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=SuppressionWithoutReason, group="style", severity=Severity.WARNING, since="0.1", default=False)
def suppression_without_reason(subject: SuppressionWithoutReason, _cx: Context) -> Findings:
    """A comment or an annotation suppresses findings and does not say why."""
    first = subject.suppression.words[0]
    yield finding(
        first.span,
        f"the suppression of `{first.text}` gives no reason",
        help="say why it is right here, behind the names",
    )
