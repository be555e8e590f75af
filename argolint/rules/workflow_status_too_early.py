"""See `rules/workflow-status-too-early.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.statuses import compared
from argolint.flow.conditions import conditions
from argolint.flow.handlers import reached_by_handlers
from argolint.model import Invocation
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_PATH = "workflow.status"
_AT_THE_END = frozenset({"Succeeded", "Failed", "Error"})


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", needs=("when", "hooks"))
def workflow_status_too_early(call: Invocation, cx: Context) -> Findings:
    """A step or task asks how the workflow has ended, while it still runs."""
    if call.caller.owner.is_template:
        return
    for condition in conditions(call):
        scalar = condition.scalar
        if _PATH not in scalar.text or "!=" in scalar.text:
            continue
        for word in compared(scalar.text, bare_words=condition.bare_words):
            if word.path != _PATH or word.word not in _AT_THE_END:
                continue
            if id(call.caller) in reached_by_handlers(cx.flow(call.caller.owner)):
                return
            yield finding(
                locate(cx.document.source, scalar, word.start, word.end),
                f"the workflow still runs when {call.title} does, so its status is never `{word.word}` here",
                help="ask in the exit handler (`spec.onExit`), or for the status of the step or task itself",
            )
