"""See `rules/failing-expression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import WorkflowObject
from argolint.rules.api import rule
from argolint.rules.wording import expression_findings
from argolint.syntax import Document

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Document), group="types", since="0.1")
def failing_expression(subject: WorkflowObject | Document, cx: Context) -> Findings:
    """An expression fails whatever the run brings."""
    return expression_findings(subject, "failing-expression", cx)
