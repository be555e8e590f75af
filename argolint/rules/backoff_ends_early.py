"""See `rules/backoff-ends-early.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.durations import argo_nanoseconds
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, text
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Template), group="types", severity=Severity.WARNING, since="0.1", needs=("retryStrategy",))
def backoff_ends_early(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A retry strategy ends before its first wait is over, so nothing is tried again."""
    parent = subject.node if isinstance(subject, Template) else subject.spec
    strategy = mapping(parent, "retryStrategy") if parent is not None else None
    backoff = mapping(strategy, "backoff") if strategy is not None else None
    if backoff is None or cx.damaged(backoff):
        return
    first, last = text(backoff, "duration"), text(backoff, "maxDuration")
    if first is None or last is None:
        return
    wait, end = argo_nanoseconds(first.text), argo_nanoseconds(last.text)
    if wait is not None and end is not None and 0 < end < wait:
        yield finding(
            last.span,
            f"nothing is tried again: after `{last.text}` all is over, and the first wait takes `{first.text}`",
            labels=[note(first.span, "the first wait")],
            help="make `maxDuration` long enough for all tries",
        )
