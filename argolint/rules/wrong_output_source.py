"""See `rules/wrong-output-source.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.outputs import FITTING, given
from argolint.model import Template
from argolint.model.parts import named
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="types", since="0.1", needs=("outputs",))
def wrong_output_source(template: Template, cx: Context) -> Findings:
    """An output parameter takes its value from where a template of this type has none."""
    fitting = FITTING.get(template.type or "")
    if fitting is None:
        return
    for parameter in template.outputs.parameters:
        if parameter.value_from is None or parameter.value is not None:
            continue
        sources = given(parameter.value_from, lambda scalar: cx.text(scalar, template))
        if len(sources) == 1 and sources[0].text not in fitting and cx.examined(template):
            listed = " or ".join(f"`{name}`" for name in fitting)
            title = named("output parameter", parameter.name)
            said = f"{title} cannot come from `{sources[0].text}` in a {template.type} template"
            yield finding(sources[0].span, said, help=f"take it from {listed}")
