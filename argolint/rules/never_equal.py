"""See `rules/never-equal.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.expression_remarks import ExpressionRemark
from argolint.rules.api import rule
from argolint.rules.wording import expression_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ExpressionRemark, group="types", severity=Severity.WARNING, since="0.1")
def never_equal(remark: ExpressionRemark, cx: Context) -> Findings:
    """An expression compares values of different types, which are never equal."""
    return expression_findings(remark, "never-equal", cx)
