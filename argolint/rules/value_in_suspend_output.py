"""See `rules/value-in-suspend-output.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.parts import named
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="types", since="0.1", needs=("suspend",))
def value_in_suspend_output(template: Template, _cx: Context) -> Findings:
    """An output parameter of a suspend template has a fixed value, which stops the controller's work on it."""
    if template.type != "suspend":
        return
    for parameter in template.outputs.parameters:
        if parameter.value is not None and parameter.value_from is None:
            yield finding(
                parameter.node.entries["value"].key.span,
                f"{named('output parameter', parameter.name)} has a `value`, which fails in a suspend template",
                help="write `valueFrom: {supplied: {}, default: …}`, or leave the output away",
            )
