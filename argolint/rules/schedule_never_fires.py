"""See `rules/schedule-never-fires.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions import cron
from argolint.model import WorkflowObject
from argolint.model.parts import schedules_of
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@rule(
    on=WorkflowObject,
    group="types",
    severity=Severity.WARNING,
    since="0.1",
    needs=("schedules", "schedule"),
    basis=Basis.TEXT,
)
def schedule_never_fires(item: WorkflowObject, _cx: Context) -> Findings:
    """A schedule of a CronWorkflow names a time that never comes."""
    for given in schedules_of(item):
        schedule = cron.parse(given.text)
        if isinstance(schedule, cron.Schedule) and _never(schedule):
            yield finding(
                given.span,
                f"the schedule `{given.text}` never starts anything: no such time comes",
                help="check the day and the month: no month has this day"
                if all(field.values for field in schedule.fields)
                else "a field is empty: write a value between the commas",
            )


def _never(schedule: cron.Schedule) -> bool:
    if schedule.every is not None or not schedule.fields:
        return False
    minutes, hours, days, months, weekdays = schedule.fields
    if not (minutes.values and hours.values and months.values):
        return True
    dated = any(day <= _LONGEST_MONTHS[month - 1] for month in months.values for day in days.values)
    if days.anything or weekdays.anything:
        return not (dated and weekdays.values)
    return not (dated or weekdays.values)
