"""The texts that a variable is seen to hold: its default, what its enum or loop lists, what calls hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import is_known
from argolint.flow.globals import known_value, merged_parameters
from argolint.flow.passing import passed_inputs
from argolint.flow.types import known_of
from argolint.names import Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation, Parameter, Template
    from argolint.source import Span

_MOST = 200


def values_of(name: str, template: Template, call: Invocation, flow: ObjectFlow) -> Iterator[tuple[str, Span | None]]:
    """Texts that a variable can hold where a step or task reads it, each with the place that says so."""
    known = known_of(name, template, call, flow)
    if known.choices is not None and known.listed is not None:
        for choice in sorted(known.choices)[:_MOST]:
            yield choice, known.listed.span
        return
    if name.startswith("workflow.parameters."):
        parameter = merged_parameters(flow.item, flow.referenced_object).get(name[20:])
        yield from _own(parameter, flow)
    elif name.startswith("inputs.parameters."):
        yield from _own(template.inputs.parameter(name[18:]), flow)
        yield from _passed(name, template, flow)


def _own(parameter: Parameter | None, flow: ObjectFlow) -> Iterator[tuple[str, Span | None]]:
    if parameter is None:
        return
    node = parameter.value if parameter.value is not None else parameter.default
    value = known_value(node)
    if node is not None and value is not None and is_known(value):
        own = parameter.node.start >= flow.item.node.start and parameter.node.end <= flow.item.node.end
        yield value, node.span if own else None


def _passed(name: str, template: Template, flow: ObjectFlow) -> Iterator[tuple[str, Span | None]]:
    """What the calls in the same object hand to a template."""
    for caller in flow.item.all_templates():
        for call in caller.calls():
            target = flow.target(call)
            if not isinstance(target, Resolved) or target.target is not template:
                continue
            argument = call.arguments.parameter(name[18:])
            value = passed_inputs(flow, call, template).get(name) if argument is not None else None
            if argument is not None and value is not None and is_known(value):
                yield value, argument.value.span if argument.value is not None else None
