"""See `rules/delete-with-condition.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.resource_calls import ResourceCall
from argolint.model.build import text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=ResourceCall, group="types", since="0.1")
def delete_with_condition(call: ResourceCall, _cx: Context) -> Findings:
    """A resource template deletes an object and then wants to look at it."""
    if call.action != "delete":
        return
    for name in ("successCondition", "failureCondition"):
        if text(call.body, name) is not None:
            yield finding(
                call.body.entries[name].key.span,
                f"`delete` leaves no object that `{name}` could be held against",
                help="take it away; kubectl itself waits until the object is gone",
            )
    if call.template.outputs.parameters and call.template.outputs.node is not None:
        yield finding(
            call.template.node.entries["outputs"].key.span,
            "`delete` leaves no object that outputs could be read from",
            help="read them in a resource template with the action `get` before",
        )
