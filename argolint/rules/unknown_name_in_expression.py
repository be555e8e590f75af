"""See `rules/unknown-name-in-expression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import WorkflowObject
from argolint.rules.api import rule
from argolint.rules.wording import expression_findings
from argolint.syntax import Document

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Document), group="names", since="0.1")
def unknown_name_in_expression(subject: WorkflowObject | Document, cx: Context) -> Findings:
    """An expression reads a name that does not exist where it stands."""
    return expression_findings(subject, "unknown-name-in-expression", cx)
