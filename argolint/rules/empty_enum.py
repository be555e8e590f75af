"""See `rules/empty-enum.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.arguments import checked_arguments
from argolint.model import WorkflowObject
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="names", since="0.1", needs=("arguments",))
def empty_enum(item: WorkflowObject, cx: Context) -> Findings:
    """The `enum` of an argument lists no value, so none could ever be right."""
    for parameter in checked_arguments(item, cx.flow(item)).parameters:
        if parameter.enum is not None and not parameter.enum.items:
            yield finding(
                parameter.enum.span,
                "`enum` lists no value",
                help="list the values that are right, or take it away",
            )
