"""See `rules/unknown-name-in-expression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.expression_remarks import ExpressionRemark
from argolint.rules.api import Basis, rule
from argolint.rules.wording import expression_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ExpressionRemark, group="names", since="0.1", basis=Basis.NAMES)
def unknown_name_in_expression(remark: ExpressionRemark, cx: Context) -> Findings:
    """An expression reads a name that does not exist where it stands."""
    return expression_findings(remark, "unknown-name-in-expression", cx)
