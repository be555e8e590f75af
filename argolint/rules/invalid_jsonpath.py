"""See `rules/invalid-jsonpath.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.expression_remarks import ExpressionRemark
from argolint.flow.masking import masked, readable
from argolint.flow.resource_outputs import resource_outputs
from argolint.model import Template
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import expression_findings
from argolint.syntax import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(ExpressionRemark, Template), group="syntax", since="0.1", needs=("resource",), basis=Basis.TAGS)
def invalid_jsonpath(subject: ExpressionRemark | Template, cx: Context) -> Findings:
    """A JSONPath is refused by the library that reads it."""
    if not isinstance(subject, Template):
        yield from expression_findings(subject, "invalid-jsonpath", cx)
        return
    for scalar in resource_outputs(subject, "jsonPath"):
        from argolint.expressions.jsonpath import template

        for problem in template.parse(masked(scalar.text)).problems[:1]:
            yield finding(
                locate(cx.document.source, scalar, problem.start, problem.end),
                f"`jsonPath` fails when it runs: {readable(problem.message)}",
                help=problem.help,
            )
