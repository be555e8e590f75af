"""See `rules/hyphen-in-expression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.expression_remarks import ExpressionRemark
from argolint.rules.api import Basis, rule
from argolint.rules.wording import expression_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ExpressionRemark, group="names", since="0.1", basis=Basis.TAGS)
def hyphen_in_expression(remark: ExpressionRemark, cx: Context) -> Findings:
    """A name with a hyphen stands behind a dot in an expression, where the hyphen is a minus sign."""
    return expression_findings(remark, "hyphen-in-expression", cx)
