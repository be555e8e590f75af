"""See `rules/constant-condition.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.rules.api import rule
from argolint.rules.wording import expression_findings, when_findings
from argolint.syntax import Document

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Document), group="types", severity=Severity.WARNING, since="0.1")
def constant_condition(subject: WorkflowObject | Document, cx: Context) -> Findings:
    """A condition always comes out the same."""
    yield from expression_findings(subject, "constant-condition", cx)
    if isinstance(subject, WorkflowObject):
        yield from when_findings(subject, "constant-condition", cx)
