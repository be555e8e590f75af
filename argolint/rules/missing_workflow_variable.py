"""See `rules/missing-workflow-variable.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.needs import workflow_reads
from argolint.model import Invocation, WorkflowObject, head
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.model import Template
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span


@rule(on=(WorkflowObject, Invocation), group="names", since="0.1", needs=("templateRef", "workflowTemplateRef"))
def missing_workflow_variable(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """A referenced template reads a workflow parameter, label or annotation that the workflow which runs it lacks."""
    user = subject if isinstance(subject, WorkflowObject) else subject.caller.owner
    flow = cx.flow(user)
    said: set[str] = set()
    for place, start in _references(subject, cx):
        for read, owner in workflow_reads(start, cx.flows):
            name = read.name
            if name in said or name in flow.globals or (user.is_template and name.startswith("workflow.parameters")):
                continue
            said.add(name)
            source = owner.document.source
            at = locate(source, read.scalar, read.tag.start, read.tag.end)
            yield finding(
                place,
                f"{start.title} of {start.owner.title} reads `{{{{{name}}}}}`, which {user.title} does not have",
                labels=[note(at, "read here", source)],
                help="a referenced template sees the parameters and labels of the workflow that runs it: add it there",
            )


def _references(subject: WorkflowObject | Invocation, cx: Context) -> Iterator[tuple[Span, Template]]:
    if isinstance(subject, Invocation):
        ref = subject.template_ref
        target = cx.flow(subject.caller.owner).target(subject)
        if ref is not None and isinstance(target, Resolved) and target.target.owner is not subject.caller.owner:
            yield (ref.name.span if ref.name is not None else head(ref.node)), target.target
        return
    found = cx.flow(subject).referenced_object
    ref = subject.workflow_template_ref
    if found is not None and ref is not None:
        for template in found.templates:
            yield (ref.name.span if ref.name is not None else head(ref.node)), template
