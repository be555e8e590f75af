"""See `rules/retry-without-limit.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, text, value
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template),
    group="limits",
    severity=Severity.INFO,
    since="0.1",
    default=False,
    needs=("retryStrategy",),
)
def retry_without_limit(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A retry strategy without a limit tries for ever."""
    parent = subject.node if isinstance(subject, Template) else subject.spec
    strategy = mapping(parent, "retryStrategy") if parent is not None else None
    if parent is None or strategy is None or cx.damaged(strategy) or value(strategy, "limit") is not None:
        return
    backoff = mapping(strategy, "backoff")
    if text(strategy, "expression") is None and (backoff is None or text(backoff, "maxDuration") is None):
        yield finding(
            parent.entries["retryStrategy"].key.span,
            f"{subject.title} is tried again for ever: its retry strategy has no `limit`",
            help="add a limit, such as `limit: 3`",
        )
