"""See `rules/expression-without-effect.md`."""

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


@rule(on=(WorkflowObject, Document), group="names", severity=Severity.WARNING, since="0.1")
def expression_without_effect(subject: WorkflowObject | Document, cx: Context) -> Findings:
    """An expression reads a name that does not exist, and Argo goes on without it."""
    return expression_findings(subject, "expression-without-effect", cx)
