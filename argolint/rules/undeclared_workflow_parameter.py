"""See `rules/undeclared-workflow-parameter.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.needs import workflow_reads
from argolint.model import WorkflowObject
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import did_you_mean, tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_PREFIX = "workflow.parameters."


@rule(
    on=WorkflowObject, group="names", severity=Severity.WARNING, since="0.1", needs=("entrypoint",), basis=Basis.NAMES
)
def undeclared_workflow_parameter(item: WorkflowObject, cx: Context) -> Findings:
    """A WorkflowTemplate that can be submitted reads a workflow parameter that it does not declare."""
    flow = cx.flow(item)
    start = item.template(item.entrypoint.text) if item.is_template and item.entrypoint is not None else None
    if start is None or not item.document.tagged:
        return
    said: set[str] = set()
    for read, owner in workflow_reads(start, cx.flows):
        name = read.name
        if owner is item and name.startswith(_PREFIX) and name not in flow.globals and name not in said:
            said.add(name)
            declared = tuple(known for known in flow.globals if known.startswith(_PREFIX))
            yield finding(
                tag_span(read, cx),
                f"{item.title} can be submitted, but does not declare the parameter `{name.removeprefix(_PREFIX)}`",
                help=did_you_mean(name, declared, "declare it under `spec.arguments.parameters`"),
            )
