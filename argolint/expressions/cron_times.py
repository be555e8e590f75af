"""When schedules start, as Argo's cron library works it out, time zones and the change of clocks included."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argolint.expressions.cron import Schedule

_EPOCH = datetime(1970, 1, 1)
_DAYS_OF_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = 5
_MOST_STEPS = 20_000
_SECOND = 1_000_000_000
_HOUR = 3600


class _Days(NamedTuple):
    """Which days of which months a schedule starts on."""

    months: frozenset[int]
    days: frozenset[int]
    weekdays: frozenset[int]
    both: bool
    """Whether day and weekday must fit; else one of them is enough."""

    def fit(self, moment: datetime) -> bool:
        day, weekday = moment.day in self.days, moment.isoweekday() % 7 in self.weekdays
        return (day and weekday) if self.both else (day or weekday)


def never_starts(schedule: Schedule) -> bool:
    """Whether no moment fits a schedule, such as the 30th of February."""
    if not schedule.fields:
        return False
    minutes, hours = schedule.fields[:2]
    days = _days(schedule)
    if not (minutes.values and hours.values and days.months):
        return True
    possible = any(day <= _DAYS_OF_MONTHS[month - 1] for month in days.months for day in days.days)
    return not (possible and days.weekdays if days.both else possible or days.weekdays)


def upcoming(schedule: Schedule, after: datetime, timezone: str = "") -> datetime | None:
    """The first start later than a moment, in UTC; None if there is none within five years.

    `timezone` is that of the CronWorkflow; one in the schedule itself comes first. A zone that this machine
    does not know gives None as well.
    """
    zone = _zone(timezone if schedule.zone is None else schedule.zone)
    if zone is None or never_starts(schedule):
        return None
    start = int(after.timestamp())
    if schedule.every is not None:
        found: int | None = start + max(1, schedule.every // _SECOND)
    else:
        found = _Search(schedule, zone).next(start)
    return None if found is None else datetime.fromtimestamp(found, UTC)


def _zone(name: str) -> tzinfo | None:
    if name in ("", "UTC", "Local"):
        return UTC
    from zoneinfo import ZoneInfo  # takes some milliseconds

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None


def _days(schedule: Schedule) -> _Days:
    _, _, days, months, weekdays = schedule.fields
    return _Days(months.values, days.values, weekdays.values, days.anything or weekdays.anything)


class _Search:
    """Goes from unit to unit, the largest first, until all fit; each step is that of the cron library."""

    def __init__(self, schedule: Schedule, zone: tzinfo) -> None:
        self._minutes, self._hours = schedule.fields[0].values, schedule.fields[1].values
        self._days = _days(schedule)
        self._zone = zone
        self._now = 0
        self._local = _EPOCH
        self._stepped = False
        """Whether smaller units already stand at their beginning."""
        self._steps = 0

    def next(self, start: int) -> int | None:
        self._stand(start + 1)
        last_year = self._local.year + _YEARS
        while self._local.year <= last_year and self._steps < _MOST_STEPS:
            if self._month() and self._day() and self._hour() and self._minute() and self._second():
                return self._now
        return None

    def _stand(self, now: int) -> None:
        self._steps += 1
        self._now = now
        self._local = _EPOCH + timedelta(seconds=now + self._offset(now))

    def _offset(self, now: int) -> int:
        offset = datetime.fromtimestamp(now, self._zone).utcoffset()
        return int(offset.total_seconds()) if offset is not None else 0

    def _stand_at(self, months: int, days: int, local: datetime) -> None:
        """Stand at a local time after so many months and days; one that the clocks skip is moved."""
        month = local.month - 1 + months
        first = local.replace(year=local.year + month // 12, month=month % 12 + 1, day=1)
        wanted = int((first + timedelta(days=local.day - 1 + days) - _EPOCH).total_seconds())
        offset = self._offset(wanted)
        self._stand(wanted - self._offset(wanted - offset))

    def _begin(self, local: datetime) -> None:
        """Stand where the smaller units begin, unless they do already."""
        if not self._stepped:
            self._stepped = True
            self._stand_at(0, 0, local)

    def _month(self) -> bool:
        """Go on to a month that fits; false when the year changes on the way. Its fellows do alike."""
        while self._local.month not in self._days.months:
            self._begin(self._local.replace(day=1, hour=0, minute=0, second=0))
            self._stand_at(1, 0, self._local)
            if self._local.month == 1:
                return False
        return True

    def _day(self) -> bool:
        while not self._days.fit(self._local):
            self._begin(self._local.replace(hour=0, minute=0, second=0))
            self._stand_at(0, 1, self._local)
            hour = self._local.hour
            if hour:
                self._stand(self._now + (24 - hour if hour > 12 else -hour) * _HOUR)
            if self._local.day == 1:
                return False
        return True

    def _hour(self) -> bool:
        while self._local.hour not in self._hours:
            self._begin(self._local.replace(minute=0, second=0))
            self._stand(self._now + _HOUR)
            if self._local.hour == 0:
                return False
        return True

    def _minute(self) -> bool:
        while self._local.minute not in self._minutes:
            if not self._stepped:
                self._stepped = True
                self._stand(self._now - self._now % 60)
            self._stand(self._now + 60)
            if self._local.minute == 0:
                return False
        return True

    def _second(self) -> bool:
        while self._local.second:
            self._stepped = True
            self._stand(self._now + 1)
            if self._local.second == 0:
                return False
        return True
