"""See `rules/constant-condition.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.expression_remarks import ExpressionRemark
from argolint.flow.when_remarks import WhenRemark
from argolint.rules.api import rule
from argolint.rules.wording import expression_findings, when_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(ExpressionRemark, WhenRemark), group="types", severity=Severity.WARNING, since="0.1")
def constant_condition(remark: ExpressionRemark | WhenRemark, cx: Context) -> Findings:
    """A condition always comes out the same."""
    if isinstance(remark, WhenRemark):
        return when_findings(remark, "constant-condition", cx)
    return expression_findings(remark, "constant-condition", cx)
