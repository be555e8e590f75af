"""See `rules/expression-syntax.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.expression_remarks import ExpressionRemark
from argolint.rules.api import Basis, rule
from argolint.rules.wording import expression_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ExpressionRemark, group="syntax", since="0.1", basis=Basis.TAGS)
def expression_syntax(remark: ExpressionRemark, cx: Context) -> Findings:
    """An expression does not parse."""
    return expression_findings(remark, "expression-syntax", cx)
