"""See `rules/delete-with-condition.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.resource_calls import resource_call
from argolint.model import Template
from argolint.model.build import text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="types", since="0.1")
def delete_with_condition(template: Template, cx: Context) -> Findings:
    """A resource template deletes an object and then wants to look at it."""
    call = resource_call(template, cx.flow(template.owner))
    if call is None or call.action != "delete":
        return
    for name in ("successCondition", "failureCondition"):
        if text(call.body, name) is not None:
            yield finding(
                call.body.entries[name].key.span,
                f"`delete` leaves no object that `{name}` could be held against",
                help="take it away; kubectl itself waits until the object is gone",
            )
    if template.outputs.parameters and template.outputs.node is not None:
        yield finding(
            template.node.entries["outputs"].key.span,
            "`delete` leaves no object that outputs could be read from",
            help="read them in a resource template with the action `get` before",
        )
