"""See `rules/doubtful-submission.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.resource_calls import ResourceCall
from argolint.rules.api import rule
from argolint.rules.submission import submission_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ResourceCall, group="schema", severity=Severity.WARNING, since="0.1")
def doubtful_submission(call: ResourceCall, cx: Context) -> Findings:
    """The Argo object that a resource template submits probably does not do what is meant."""
    return submission_findings(call, cx, fatal=False)
