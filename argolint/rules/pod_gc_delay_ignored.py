"""See `rules/pod-gc-delay-ignored.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.durations import argo_nanoseconds, meant
from argolint.expressions.tags import OPEN
from argolint.model import WorkflowObject
from argolint.model.build import mapping, text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="types", severity=Severity.WARNING, since="0.1", needs=("podGC",))
def pod_gc_delay_ignored(item: WorkflowObject, cx: Context) -> Findings:
    """The delay before pods are deleted is no duration, so Argo does not wait."""
    block = mapping(item.spec, "podGC") if item.spec is not None else None
    delay = text(block, "deleteDelayDuration") if block is not None else None
    if delay is None or not delay.text or OPEN in delay.text or cx.damaged(delay):
        return
    if argo_nanoseconds(delay.text) is None:
        better = meant(delay.text)
        help_ = f"write `{better}`" if better is not None else "write seconds, or a duration such as `5m`"
        yield finding(delay.span, f"`{delay.text}` is no duration, so pods are deleted at once", help=help_)
