"""Which arguments of an object, a step or a task Argo looks at, and what their texts come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.flow.globals import known_value
from argolint.model import Invocation, Kind, Values, WorkflowObject
from argolint.model.build import text, value
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Parameter
    from argolint.syntax.nodes import Mapping, Node

SOURCES = ("configMapKeyRef", "event", "supplied")
"""Where the value of an argument may come from, if not from the text itself."""

OUTPUT_SOURCES = ("path", "jsonPath", "parameter", "expression")
"""Where the value of an output may come from, but never that of an argument."""


def checked_arguments(subject: WorkflowObject | Invocation, flow: ObjectFlow) -> Values:
    """The arguments that Argo looks at: none of a call that it passes over.

    In an object whose arguments may lack values it looks at none after the first with an enum and no value.
    """
    arguments = subject.arguments
    if isinstance(subject, Invocation):
        return arguments if arguments.node is None or examined(subject, flow) else Values()
    if not needs_values(subject):
        for index, parameter in enumerate(arguments.parameters):
            if parameter.enum is not None and parameter.enum.items and parameter.value is None:
                return Values(arguments.node, arguments.parameters[: index + 1])
    return arguments


def examined(call: Invocation, flow: ObjectFlow) -> bool:
    """Whether Argo looks at a step or task: of all inline templates of an object only the first one's."""
    return call.caller.inline_of is None or flow.order.full(call.caller)


def needs_values(subject: WorkflowObject | Invocation) -> bool:
    """Whether every argument needs a value at once: in a call, and in what a clock starts."""
    return isinstance(subject, Invocation) or subject.kind is Kind.CRON_WORKFLOW


def lacks_value(parameter: Parameter) -> bool:
    """Whether an argument has no value where one is needed; one with an enum needs it written out."""
    if parameter.value is not None:
        return False
    has_enum = parameter.enum is not None and bool(parameter.enum.items)
    return has_enum or value(parameter.node, "valueFrom") is None


def given_sources(value_from: Mapping) -> list[str]:
    """The sources that a `valueFrom` of an argument names."""
    return [
        name for name in SOURCES if (text(value_from, name) if name == "event" else value(value_from, name)) is not None
    ]


def argument_text(node: Node | None, subject: WorkflowObject | Invocation, flow: ObjectFlow) -> str:
    """The text of an argument's value as Argo compares it: filled in a call, as written in an object."""
    if isinstance(node, Scalar) and isinstance(subject, Invocation) and OPEN in node.text:
        return flow.text(node, subject.caller)
    return known_value(node) or ""


def owner(subject: WorkflowObject | Invocation) -> WorkflowObject:
    """The object that holds the arguments."""
    return subject.caller.owner if isinstance(subject, Invocation) else subject
