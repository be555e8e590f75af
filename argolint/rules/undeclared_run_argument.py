"""See `rules/undeclared-run-argument.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_ALL_OF_THEM = ("workflow.parameters}}", "workflow.parameters.json", "workflow.parameters |", "workflow.parameters)")


@rule(on=WorkflowObject, group="names", severity=Severity.WARNING, since="0.1", needs=("workflowTemplateRef",))
def undeclared_run_argument(item: WorkflowObject, cx: Context) -> Findings:
    """A run of a WorkflowTemplate gives a parameter that the WorkflowTemplate neither declares nor reads."""
    given = item.arguments.parameters
    found = cx.flow(item).referenced if given and item.workflow_template_ref is not None else None
    if not isinstance(found, Resolved):
        return
    target = found.target
    declared = [at.name.text for at in target.arguments.parameters if at.name is not None]
    # The arguments of a run also fill the inputs of the templates that it starts with.
    inputs = {at.name.text for one in target.templates for at in one.inputs.parameters if at.name is not None}
    texts = {id(at.source): at.source.text for at in (item.document, target.document)}.values()
    if any(sign in text for sign in _ALL_OF_THEM for text in texts) or any("templateRef" in text for text in texts):
        return
    for parameter in given:
        name = parameter.name
        if (
            name is None
            or name.text in declared
            or name.text in inputs
            or any(_reads(name.text, text) for text in texts)
        ):
            continue
        block = target.arguments.node
        yield finding(
            name.span,
            f"{target.title} declares no parameter `{name.text}`, and nothing reads it, so its value is lost",
            labels=[note(block.span, "its parameters", target.document.source)] if block is not None else [],
            help=did_you_mean(name.text, tuple(declared), "take it away, or declare it there"),
        )


def _reads(name: str, text: str) -> bool:
    return any(f"parameters{start}{name}{end}" in text for start, end in ((".", ""), ("['", "']"), ('["', '"]')))
