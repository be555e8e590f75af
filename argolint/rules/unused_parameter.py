"""See `rules/unused-parameter.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.usage import unread_arguments, unread_inputs
from argolint.model import Template, WorkflowObject
from argolint.model.parts import named, place_of
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
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
        )
