"""The schedules of cron workflows, and when they start next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions import cron
from argolint.expressions.cron_times import upcoming
from argolint.model.build import text
from argolint.model.parts import schedules_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from argolint.ide.snapshot import Snapshot
    from argolint.model import WorkflowObject
    from argolint.syntax.nodes import Scalar

_RUNS = 5


class Scheduled(NamedTuple):
    """A schedule where it is written, with the zone of its cron workflow."""

    scalar: Scalar
    timezone: str

    def next_runs(self, now: datetime, count: int = _RUNS) -> tuple[datetime, ...]:
        """The starts after a moment, in the zone of the schedule; none where the schedule cannot be read."""
        schedule = cron.parse(self.scalar.text)
        if isinstance(schedule, cron.Fault):
            return ()
        found: list[datetime] = []
        while len(found) < count:
            following = upcoming(schedule, found[-1] if found else now, self.timezone)
            if following is None:
                break
            found.append(following)
        zone = self.timezone if schedule.zone is None else schedule.zone
        return tuple(_in_zone(moment, zone) for moment in found)


def _in_zone(moment: datetime, zone: str) -> datetime:
    if zone in ("", "UTC", "Local"):
        return moment
    from zoneinfo import ZoneInfo  # takes some milliseconds

    return moment.astimezone(ZoneInfo(zone))


def schedules(item: WorkflowObject) -> Iterator[Scheduled]:
    """The schedules of a cron workflow, in both of the fields that may hold them."""
    if item.cron is None:
        return
    zone = text(item.cron, "timezone")
    for scalar in schedules_of(item):
        yield Scheduled(scalar, zone.text if zone is not None else "")


def schedule_at(snapshot: Snapshot, path: str, offset: int) -> Scheduled | None:
    """The schedule that stands at an offset."""
    return next(
        (
            schedule
            for item in snapshot.objects(path)
            for schedule in schedules(item)
            if schedule.scalar.start <= offset <= schedule.scalar.end
        ),
        None,
    )
