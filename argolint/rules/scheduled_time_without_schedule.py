"""See `rules/scheduled-time-without-schedule.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.times import SCHEDULED
from argolint.flow.reads import Read
from argolint.model import Invocation, Kind, Template
from argolint.model.build import mapping
from argolint.rules.api import finding, rule
from argolint.rules.wording import owner_of, tag_span

if TYPE_CHECKING:
    from argolint.model import WorkflowObject
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SET_BY_CRON = "workflows.argoproj.io/scheduled-time"


@rule(on=(Template, Invocation), group="names", severity=Severity.WARNING, since="0.1")
def scheduled_time_without_schedule(subject: Template | Invocation, cx: Context) -> Findings:
    """A Workflow reads the time that a schedule started it at, which it does not have."""
    owner = owner_of(subject).owner
    if owner.kind is not Kind.WORKFLOW or not cx.document.tagged or _has_time(owner):
        return
    for read in cx.flow(owner).reads(subject):
        if isinstance(read, Read) and read.name == SCHEDULED:
            yield finding(
                tag_span(read, cx),
                f"`{{{{{read.tag.inner}}}}}` stays as text: no schedule starts {owner.title}",
                help="read `workflow.creationTimestamp`, or make it a CronWorkflow",
            )


def _has_time(owner: WorkflowObject) -> bool:
    annotations = mapping(owner.metadata, "annotations") if owner.metadata is not None else None
    return annotations is not None and _SET_BY_CRON in annotations.entries
