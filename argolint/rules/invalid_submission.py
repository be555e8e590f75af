"""See `rules/invalid-submission.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.resource_calls import ResourceCall
from argolint.rules.api import rule
from argolint.rules.submission import submission_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ResourceCall, group="schema", since="0.1")
def invalid_submission(call: ResourceCall, cx: Context) -> Findings:
    """The Argo object that a resource template submits is refused, or fails when it runs."""
    return submission_findings(call, cx, fatal=True)
