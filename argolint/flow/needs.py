"""Which `workflow.*` names a template reads, itself and through what it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.reads import Read
from argolint.names import Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import Flows
    from argolint.model import Invocation, Template, WorkflowObject

_BROUGHT = ("workflow.parameters", "workflow.labels.", "workflow.annotations.", "workflow.priority")
"""What a template from elsewhere must find in the workflow that runs it."""


def called_from(start: Template, flows: Flows) -> Iterator[Template]:
    """A template and every template that it calls, in other objects too, each once."""
    seen = {id(start)}
    stack = [start]
    while stack:
        template = stack.pop()
        yield template
        flow = flows.of(template.owner)
        for call in template.calls():
            target = flow.target(call)
            if isinstance(target, Resolved) and id(target.target) not in seen:
                seen.add(id(target.target))
                stack.append(target.target)


def workflow_reads(start: Template, flows: Flows) -> Iterator[tuple[Read, WorkflowObject]]:
    """Each tag that reads something the running workflow must bring along, with the object it stands in."""
    for template in called_from(start, flows):
        flow = flows.of(template.owner)
        subjects: tuple[Template | Invocation, ...] = (template, *template.calls())
        for subject in subjects:
            for read in flow.reads(subject):
                if isinstance(read, Read) and read.name.startswith(_BROUGHT):
                    yield read, template.owner
