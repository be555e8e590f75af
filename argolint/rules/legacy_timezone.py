"""See `rules/legacy-timezone.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions import zones
from argolint.model import WorkflowObject
from argolint.model.build import text
from argolint.model.parts import schedules_of
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import in_place
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span

_PREFIX = lazy_pattern(r"(?:CRON_)?TZ=(?P<zone>\S+) ")


@rule(
    on=WorkflowObject,
    group="deprecated",
    severity=Severity.WARNING,
    since="0.1",
    needs=("timezone", "schedules", "schedule"),
    basis=Basis.TEXT,
)
def legacy_timezone(item: WorkflowObject, cx: Context) -> Findings:
    """The time zone of a CronWorkflow has a name of former times that newer time zone data may leave out."""
    if item.cron is None:
        return
    zone = text(item.cron, "timezone")
    if zone is not None:
        yield from _named(zone.text, zone.span, cx)
    for given in schedules_of(item):
        prefix = _PREFIX.match(given.text)
        if prefix is not None:
            yield from _named(prefix["zone"], locate(cx.document.source, given, *prefix.span("zone")), cx)


def _named(zone: str, at: Span, cx: Context) -> Findings:
    if zone in zones.LEGACY:
        yield finding(
            at,
            f"`{zone}` is a legacy name, and newer time zone data may leave it out",
            help=f"name a region, such as `{zones.LEGACY[zone]}`",
            fix=in_place(cx.document.source, at, zone, zones.LEGACY[zone], safe=True),
        )
