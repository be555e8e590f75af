"""See `rules/expression-without-effect.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.expression_remarks import ExpressionRemark
from argolint.rules.api import rule
from argolint.rules.wording import expression_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ExpressionRemark, group="names", severity=Severity.WARNING, since="0.1")
def expression_without_effect(remark: ExpressionRemark, cx: Context) -> Findings:
    """An expression does not do what it was written for, and Argo goes on all the same."""
    return expression_findings(remark, "expression-without-effect", cx)
