"""See `rules/invalid-submission.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.rules.api import rule
from argolint.rules.submission import submission_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="schema", since="0.1")
def invalid_submission(template: Template, cx: Context) -> Findings:
    """The Argo object that a resource template submits is refused, or fails when it runs."""
    if template.type == "resource":
        yield from submission_findings(template, cx, fatal=True)
