"""See `rules/invalid-timezone.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions import zones
from argolint.model import WorkflowObject
from argolint.model.build import text
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import zone_help

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="types", since="0.1", needs=("timezone",), basis=Basis.TEXT)
def invalid_timezone(item: WorkflowObject, cx: Context) -> Findings:
    """The `timezone` of a CronWorkflow is no name of the time zone database."""
    if item.cron is None or cx.version < (3, 7):
        return
    zone = text(item.cron, "timezone")
    if zone is not None and not cx.damaged(zone) and not zones.known(zone.text):
        yield finding(zone.span, f"`{zone.text}` is no time zone", help=zone_help(zone.text))
