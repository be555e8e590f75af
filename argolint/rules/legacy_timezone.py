"""See `rules/legacy-timezone.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions import zones
from argolint.model import WorkflowObject
from argolint.model.build import text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="deprecated", severity=Severity.WARNING, since="0.1")
def legacy_timezone(item: WorkflowObject, _cx: Context) -> Findings:
    """The `timezone` of a CronWorkflow is an abbreviation that newer time zone data may leave out."""
    zone = text(item.cron, "timezone") if item.cron is not None else None
    if zone is not None and zone.text in zones.REGIONS:
        yield finding(
            zone.span,
            f"`{zone.text}` is a legacy name, and newer time zone data may leave it out",
            help=f"name a region, such as `{zones.REGIONS[zone.text]}`",
        )
