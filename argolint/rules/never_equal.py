"""See `rules/never-equal.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.rules.api import rule
from argolint.rules.wording import expression_findings
from argolint.syntax import Document

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Document), group="types", severity=Severity.WARNING, since="0.1")
def never_equal(subject: WorkflowObject | Document, cx: Context) -> Findings:
    """An expression compares values of different types, which are never equal."""
    return expression_findings(subject, "never-equal", cx)
