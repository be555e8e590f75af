"""See `rules/argument-without-value.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.arguments import checked_arguments, lacks_value, needs_values, owner
from argolint.flow.globals import merged_parameters
from argolint.model import Invocation, WorkflowObject
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Parameter
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Invocation), group="names", since="0.1", needs=("arguments", "workflowTemplateRef"))
def argument_without_value(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """An argument of a step, a task or a CronWorkflow has no value, and nobody is left to give it one."""
    if not needs_values(subject):
        return
    flow = cx.flow(owner(subject))
    for parameter in checked_arguments(subject, flow).parameters:
        if parameter.name is None or cx.damaged(parameter.node) or not lacks_value(parameter):
            continue
        yield finding(parameter.name.span, f"argument `{parameter.name.text}` has no value", help=_help(parameter))
    if isinstance(subject, WorkflowObject):
        yield from _merged(subject, flow)


def _help(parameter: Parameter) -> str:
    if parameter.default is not None:
        return "write `value` in place of `default`: the default of an argument is never used"
    if parameter.value_from is not None:
        return "give it a `value`: an `enum` cannot vouch for one that comes from elsewhere"
    return "give it a `value`, or take it away"


def _merged(user: WorkflowObject, flow: ObjectFlow) -> Findings:
    """Arguments that a CronWorkflow takes over from the WorkflowTemplate it refers to."""
    referenced, ref = flow.referenced_object, user.workflow_template_ref
    if referenced is None or ref is None or ref.name is None:
        return
    source = referenced.document.source
    for name, parameter in merged_parameters(user, referenced).items():
        if user.arguments.parameter(name) is None and lacks_value(parameter):
            yield finding(
                ref.name.span,
                f"argument `{name}` of {referenced.title} has no value, and {user.title} gives it none",
                labels=[note((parameter.name or ref.name).span, "declared here", source)],
                help=f"add `{name}` with a `value` to `workflowSpec.arguments.parameters`",
            )
