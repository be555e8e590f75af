"""See `rules/unused-parameter.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.usage import unread_arguments, unread_inputs
from argolint.model import Template, WorkflowObject
from argolint.model.parts import named, place_of
from argolint.rules.api import finding, rule
from argolint.rules.mending import cut
from argolint.rules.wording import object_of

if TYPE_CHECKING:
    from argolint.model import Parameter
    from argolint.rules.api import Findings, Mending
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template),
    group="unused",
    severity=Severity.INFO,
    since="0.1",
    needs=("arguments", "inputs"),
)
def unused_parameter(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """Nothing reads this parameter of a workflow or of a template's inputs."""
    unread = unread_inputs(subject) if isinstance(subject, Template) else unread_arguments(subject, cx.flows)
    for parameter in unread:
        yield finding(
            place_of(parameter),
            f"nothing in {subject.title} reads {named('parameter', parameter.name)}",
            help="take it away, or read it",
            fix=_mending(parameter, subject, cx),
        )


def _mending(parameter: Parameter, subject: WorkflowObject | Template, cx: Context) -> Mending | None:
    """Without it, unless a call gives it a value, which would then be lost."""
    item = object_of(subject)
    if isinstance(subject, Template):
        name = parameter.name.text if parameter.name is not None else ""
        calls = (call for template in item.all_templates() for call in template.calls())
        if item.is_template or any(call.arguments.parameter(name) is not None for call in calls):
            return None
    return cut(cx.document.source, subject.node, parameter.node, "it")
