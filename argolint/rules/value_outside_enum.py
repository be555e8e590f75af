"""See `rules/value-outside-enum.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import is_dynamic
from argolint.flow.arguments import argument_text, checked_arguments, owner
from argolint.flow.globals import known_value
from argolint.model import Invocation, WorkflowObject
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import did_you_mean
from argolint.schema.words import quoted

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Invocation), group="names", since="0.1", needs=("arguments",))
def value_outside_enum(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """The value of an argument is none of those that its own `enum` lists."""
    flow = cx.flow(owner(subject))
    for parameter in checked_arguments(subject, flow).parameters:
        if parameter.enum is None or parameter.value is None or not parameter.enum.items:
            continue
        given = argument_text(parameter.value, subject, flow)
        listed = [argument_text(item, subject, flow) for item in parameter.enum.items]
        if given not in listed and not any(is_dynamic(text) for text in (given, *listed)):
            shown = known_value(parameter.value) or ""
            yield finding(
                parameter.value.span,
                f"{quoted(shown)} is none of the values that `enum` lists",
                labels=[note(parameter.node.entries["enum"].key.span, "listed here")],
                help=did_you_mean(shown, tuple(listed), "take a listed value, or add this one to `enum`"),
            )
