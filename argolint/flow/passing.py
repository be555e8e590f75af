"""What a text of a called template comes to with the arguments of one call put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN, fill, scan
from argolint.flow.globals import known_value
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation, Template
    from argolint.source import Span
    from argolint.syntax.nodes import Node


def passed_inputs(flow: ObjectFlow, call: Invocation, callee: Template) -> dict[str, str]:
    """The `inputs.parameters.*` of a callee that have a value in a call already, a default included."""
    values: dict[str, str] = {}
    for parameter in callee.inputs.parameters:
        if parameter.name is None:
            continue
        argument = call.arguments.parameter(parameter.name.text)
        if argument is not None:
            known = _argument(flow, argument.value, call)
        else:
            known = known_value(parameter.value if parameter.value is not None else parameter.default)
        if known is not None:
            values[f"inputs.parameters.{parameter.name.text}"] = known
    return values


def _argument(flow: ObjectFlow, node: Node | None, call: Invocation) -> str | None:
    if isinstance(node, Scalar) and OPEN in node.text:
        return flow.text(node, call.caller)
    return known_value(node)


def passed_text(flow: ObjectFlow, scalar: Scalar, call: Invocation, callee: Template) -> str:
    """A text of a callee as Argo sees it when it looks at this call."""
    inputs = passed_inputs(flow, call, callee)
    outer = flow.lookup(call.caller if callee.inline_of is call else None)

    def find(name: str) -> str | None:
        known = outer(name)
        return inputs.get(name) if known is None else known

    return fill(scalar.text, find)


def origin(call: Invocation, scalar: Scalar) -> Span:
    """The argument of a call that a text of its callee is made of, or the call where that is a default."""
    for tag in scan(scalar.text)[0]:
        argument = call.arguments.parameter(tag.name.removeprefix("inputs.parameters."))
        if argument is not None and argument.value is not None:
            return argument.value.span
    return call.span
