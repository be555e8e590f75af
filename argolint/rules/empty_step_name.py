"""See `rules/empty-step-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.callers import calling_kinds
from argolint.flow.reads import Read
from argolint.model import Invocation, Template
from argolint.rules.api import finding, rule
from argolint.rules.wording import owner_of, tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_NAME = "steps.name"


@rule(on=(Template, Invocation), group="names", severity=Severity.WARNING, since="0.1")
def empty_step_name(subject: Template | Invocation, cx: Context) -> Findings:
    """A template reads the name of the step that calls it, and no step does."""
    template = owner_of(subject)
    if template.owner.is_template or template.inline_of is not None or not cx.document.tagged:
        return
    flow = cx.flow(template.owner)
    reads = [read for read in flow.reads(subject) if isinstance(read, Read) and read.name == _NAME]
    if reads and calling_kinds(template, flow) == set():
        for read in reads:
            yield finding(
                tag_span(read, cx),
                f"`{{{{{_NAME}}}}}` is empty here: no step calls {template.title}",
                help="read `workflow.name`, or the name of the node in `node.name`",
            )
