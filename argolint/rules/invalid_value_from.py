"""See `rules/invalid-value-from.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.arguments import OUTPUT_SOURCES, checked_arguments, given_sources, owner
from argolint.model import Invocation, WorkflowObject
from argolint.model.build import text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.model import Parameter
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Invocation), group="names", since="0.1", needs=("arguments",))
def invalid_value_from(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """The `valueFrom` of an argument names no source that an argument may have."""
    for parameter in checked_arguments(subject, cx.flow(owner(subject))).parameters:
        block = parameter.value_from
        if block is None or cx.damaged(block):
            continue
        foreign = [block.entries[name].key for name in OUTPUT_SOURCES if text(block, name) is not None]
        for key in foreign:
            yield finding(
                key.span,
                f"`{key.text}` tells where an output comes from, and no argument may have it",
                help="write its tag as `value`, such as `{{steps.STEP.outputs.parameters.NAME}}`",
            )
        if not foreign and not given_sources(block):
            yield finding(
                parameter.node.entries["valueFrom"].key.span,
                f"`valueFrom` of argument `{_name(parameter)}` names no source",
                help="name `configMapKeyRef`, `supplied` or `event`, or write a `value`",
            )


def _name(parameter: Parameter) -> str:
    return parameter.name.text if parameter.name is not None else ""
