"""See `rules/value-in-steps-output.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.parts import named
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_NAMES = {"steps": "steps.NAME.outputs.parameters.NAME", "dag": "tasks.NAME.outputs.parameters.NAME"}


@rule(on=Template, group="types", since="0.1", needs=("outputs",))
def value_in_steps_output(template: Template, _cx: Context) -> Findings:
    """An output parameter of steps or a dag has a fixed value, which fails when it runs."""
    kind = template.type
    if kind not in _NAMES or not template.calls():
        return
    for parameter in template.outputs.parameters:
        if parameter.value is not None and parameter.value_from is None:
            said = f"{named('output parameter', parameter.name)} has a `value`, which fails in a {kind} template"
            help_ = f'take it from what ran: `valueFrom: {{parameter: "{{{{{_NAMES[kind]}}}}}"}}`'
            yield finding(parameter.node.entries["value"].key.span, said, help=help_)
