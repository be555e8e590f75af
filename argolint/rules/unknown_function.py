"""See `rules/unknown-function.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.expression_remarks import ExpressionRemark
from argolint.rules.api import Basis, rule
from argolint.rules.wording import expression_findings

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ExpressionRemark, group="names", since="0.1", basis=Basis.TAGS)
def unknown_function(remark: ExpressionRemark, cx: Context) -> Findings:
    """An expression calls a function that does not exist."""
    return expression_findings(remark, "unknown-function", cx)
