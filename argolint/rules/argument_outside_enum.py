"""See `rules/argument-outside-enum.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.tags import is_known
from argolint.flow.arguments import argument_text
from argolint.flow.globals import known_value
from argolint.model import Invocation, Template
from argolint.model.parts import named
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import did_you_mean
from argolint.schema.words import quoted
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Invocation, Template), group="types", severity=Severity.WARNING, since="0.1", needs=("arguments", "inputs"))
def argument_outside_enum(subject: Invocation | Template, cx: Context) -> Findings:
    """A step or task passes a value that the `enum` of the input does not list, or the input's own default is none."""
    if isinstance(subject, Template):
        yield from _defaults(subject)
    elif subject.arguments.parameters:
        yield from _passed(subject, cx)


def _defaults(template: Template) -> Findings:
    for taken in template.inputs.parameters:
        given = known_value(taken.default) if isinstance(taken.default, Scalar) else None
        choices = tuple(known_value(item) or "" for item in taken.enum.items) if taken.enum is not None else ()
        if taken.enum is None or not choices or not isinstance(taken.default, Scalar) or not given:
            continue
        if is_known(given) and given not in choices and all(map(is_known, choices)):
            yield finding(
                taken.default.span,
                f"the default {quoted(given)} is none of the values that {named('input', taken.name)} lists",
                labels=[note(taken.enum.span, "listed here")],
                help=did_you_mean(given, choices, "take a listed value, or add this one to `enum`"),
            )


def _passed(call: Invocation, cx: Context) -> Findings:
    flow = cx.flow(call.caller.owner)
    target = flow.target(call)
    if not isinstance(target, Resolved):
        return
    for argument in call.arguments.parameters:
        taken = target.target.inputs.parameter(argument.name.text) if argument.name is not None else None
        if taken is None or taken.enum is None or not isinstance(argument.value, Scalar) or not taken.enum.items:
            continue
        given = argument_text(argument.value, call, flow)
        choices = tuple(known_value(item) or "" for item in taken.enum.items)
        if is_known(given) and given not in choices and all(map(is_known, choices)):
            yield finding(
                argument.value.span,
                f"{quoted(given)} is none of the values that {named('input', taken.name)} "
                f"of {target.target.title} lists",
                labels=[note(taken.enum.span, "listed here", target.target.owner.document.source)],
                help=did_you_mean(given, choices, "take a listed value, or add this one to `enum`"),
            )
