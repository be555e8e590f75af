"""Quoted texts that govaluate takes for points in time, after fourteen layouts of Go."""

from __future__ import annotations

import re

from argolint.patterns import lazy_pattern

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNIX_EPOCH = 719_468
"""Days from 0000-03-01 to 1970-01-01."""

_WEEKDAY = r"(?i:sun|mon|tue|wed|thu|fri|sat)"
_MONTH = r"(?P<name>(?i:" + "|".join(_MONTHS) + "))"
_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:[.,][0-9]+)?"
_ABBREVIATION = (
    r"(?:UTC|ChST|MeST|GMT(?:[-+]0*(?:2[0-3]|1?[0-9])(?![0-9]))?|[-+]0*(?:2[0-3]|1?[0-9])(?![0-9])"
    r"|[A-Z]{4}T(?![A-Z])|(?:[A-Z]{3}T|WITA)(?![A-Z])|[A-Z]{3}(?![A-Z]))"
)
_OFFSET = r"(?P<sign>[-+])(?P<hours>[0-9]{2})(?P<minutes>[0-9]{2})"
_OFFSET_COLON = r"(?P<sign>[-+])(?P<hours>[0-9]{2}):(?P<minutes>[0-9]{2})"
_DATE = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"

_LAYOUTS = tuple(
    lazy_pattern(layout)
    for layout in (
        rf"{_WEEKDAY} +{_MONTH} +(?P<day>[0-9]{{1,2}}) +{_CLOCK} +(?P<year>[0-9]{{4}})",
        rf"{_WEEKDAY} +{_MONTH} +(?P<day>[0-9]{{1,2}}) +{_CLOCK} +{_ABBREVIATION} +(?P<year>[0-9]{{4}})",
        rf"{_WEEKDAY} +{_MONTH} +(?P<day>[0-9]{{2}}) +{_CLOCK} +{_OFFSET} +(?P<year>[0-9]{{4}})",
        r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?P<half>AM|PM)",
        rf"{_DATE}T{_CLOCK}(?:Z|{_OFFSET_COLON})",
        _DATE,
        rf"{_DATE} +(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})",
        rf"{_DATE} +{_CLOCK}",
        rf"{_DATE} +{_CLOCK}{_OFFSET_COLON}",
        rf"{_DATE}T(?P<hour>[0-9]{{1,2}})(?:Z|{_OFFSET})",
        rf"{_DATE}T(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?:Z|{_OFFSET})",
        rf"{_DATE}T{_CLOCK}(?:Z|{_OFFSET})",
    )
)
_START = lazy_pattern(r"[0-9]{1,2}:|[0-9]{4}-|(?:sun|mon|tue|wed|thu|fri|sat) ", re.IGNORECASE | re.ASCII)
_LONGEST = 200


def seconds(text: str) -> int | None:
    """Seconds since 1970 of the moment that a text names (in UTC where it has no zone), or None."""
    if not _START.match(text) or len(text) > _LONGEST:
        return None
    for layout in _LAYOUTS:
        match = layout.fullmatch(text)
        if match is not None:
            found = _seconds({key: value for key, value in match.groupdict().items() if value is not None})
            if found is not None:
                return found
    return None


def _seconds(parts: dict[str, str]) -> int | None:
    year, day = int(parts.get("year", "0")), int(parts.get("day", "1"))
    month = _MONTHS[parts["name"].lower()] if "name" in parts else int(parts.get("month", "1"))
    hour, minute, second = (int(parts.get(key, "0")) for key in ("hour", "minute", "second"))
    if not (1 <= month <= 12 and 1 <= day <= _days_of(year, month) and minute < 60 and second < 60):
        return None
    if "half" in parts:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if parts["half"] == "PM" else 0)
    if hour > 23:
        return None
    offset_hours, offset_minutes = int(parts.get("hours", "0")), int(parts.get("minutes", "0"))
    if offset_hours > 24 or offset_minutes > 60:
        return None
    offset = (offset_hours * 60 + offset_minutes) * (-60 if parts.get("sign") == "-" else 60)
    return _days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset


def _days_of(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]


def _days(year: int, month: int, day: int) -> int:
    """Days since 1970 of a date; the year may be 0, which `datetime` does not know."""
    shifted = year - (month < 3)
    era, of_era = divmod(shifted, 400)
    of_year = (153 * ((month - 3) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - _UNIX_EPOCH
