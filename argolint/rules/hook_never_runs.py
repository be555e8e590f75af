"""See `rules/hook-never-runs.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.handlers import handlers, left_empty
from argolint.model import Invocation, WorkflowObject
from argolint.rules.api import rule
from argolint.rules.wording import empty_input, unstartable

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Invocation), group="names", severity=Severity.WARNING, since="0.1", needs=("hooks", "onExit"))
def hook_never_runs(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """A hook of a workflow, or the exit handler of a task, cannot be started, which Argo does not check."""
    if not subject.hooks and subject.on_exit is None:
        return
    flow = cx.flow(subject if isinstance(subject, WorkflowObject) else subject.caller.owner)
    for handler in handlers(subject, flow):
        if handler.fatal or cx.damaged(handler.node):
            continue
        yield from unstartable(handler, subject.title, cx)
        for empty in left_empty(handler, flow, subject):
            if not cx.damaged(empty.declared.node):
                yield empty_input(empty, handler.at.span, f"{handler.title} of {subject.title}")
