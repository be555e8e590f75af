"""See `rules/output-source.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.outputs import FITTING, given
from argolint.model import Template
from argolint.model.parts import named, place_of
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.model import Parameter
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context


@rule(on=Template, group="schema", since="0.1", needs=("outputs",))
def output_source(template: Template, cx: Context) -> Findings:
    """An output parameter takes its value from nowhere, or from several places."""
    for parameter in template.outputs.parameters:
        found = _fault(parameter, template, cx)
        if found is not None and cx.examined(template):
            yield found


def _fault(parameter: Parameter, template: Template, cx: Context) -> Finding | None:
    node, value_from = parameter.node, parameter.value_from
    title = named("output parameter", parameter.name)
    fitting = " or ".join(f"`{source}`" for source in FITTING.get(template.type or "", ("supplied",)))
    if value_from is None:
        if parameter.value is not None or cx.damaged(node) or cx.damaged(node.get("valueFrom")):
            return None
        help_ = f"add `valueFrom` with {fitting}"
        return finding(place_of(parameter), f"{title} has neither `value` nor `valueFrom`", help=help_)
    key = node.entries["valueFrom"].key
    if parameter.value is not None:
        other = note(node.entries["value"].key.span, "the other one")
        return finding(key.span, f"{title} has both `value` and `valueFrom`", labels=[other], help="keep one of them")
    sources = given(value_from, lambda scalar: cx.text(scalar, template))
    if len(sources) > 1:
        first, second, *_ = sources
        said = f"{title} takes its value from both `{first.text}` and `{second.text}`"
        return finding(second.span, said, labels=[note(first.span, "the other one")], help="keep one of them")
    if sources or cx.damaged(value_from):
        return None
    return finding(key.span, f"the `valueFrom` of {title} names no source", help=f"add {fitting} to it")
