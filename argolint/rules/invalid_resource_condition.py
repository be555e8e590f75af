"""See `rules/invalid-resource-condition.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.resource_calls import ResourceCall
from argolint.flow.resource_conditions import conditions
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_QUERIES = ("#", "[", "@", "*", "?")
_BY_PLACE = "name an item of a list by its place, as in `status.conditions.0.status == True`"


@rule(on=ResourceCall, group="types", since="0.1")
def invalid_resource_condition(call: ResourceCall, cx: Context) -> Findings:
    """A condition of a resource template is no label selector."""
    from argolint.expressions.selectors import parse

    for condition in conditions(call, cx.flow(call.template.owner)):
        for problem in parse(condition.text).problems[:1]:
            scalar = condition.scalar
            span = locate(cx.document.source, scalar, problem.start, problem.end) if condition.exact else scalar.span
            is_query = any(sign in condition.text for sign in _QUERIES)
            yield finding(
                span,
                f"`{condition.field}` is no label selector: {problem.message}",
                help=_BY_PLACE if is_query else problem.help,
            )
