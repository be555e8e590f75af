"""Schedules of CronWorkflows as Argo's cron library reads them: five fields, or a descriptor (`@daily`)."""

from __future__ import annotations

from typing import NamedTuple

from argolint.expressions.durations import nanoseconds
from argolint.patterns import lazy_pattern


class Field(NamedTuple):
    """The values that one field lets through; `anything` tells that it was written as `*` or `?`."""

    values: frozenset[int]
    anything: bool


class Schedule(NamedTuple):
    """When a CronWorkflow starts: by its fields, or (`every`) again and again after some nanoseconds."""

    fields: tuple[Field, ...]
    """Minute, hour, day of the month, month and weekday; none beside `every`."""
    every: int | None = None
    zone: str | None = None
    """What a `TZ=` prefix says."""


class Fault(NamedTuple):
    """Why a text is no schedule, and where in it."""

    start: int
    end: int
    reason: str
    help: str


class _Bounds(NamedTuple):
    what: str
    least: int
    most: int
    names: dict[str, int]


_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_WEEKDAYS = {"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}
_BOUNDS = (
    _Bounds("minute", 0, 59, {}),
    _Bounds("hour", 0, 23, {}),
    _Bounds("day of the month", 1, 31, {}),
    _Bounds("month", 1, 12, _MONTHS),
    _Bounds("weekday", 0, 6, _WEEKDAYS),
)
_DESCRIPTORS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_EVERY = "@every "
_ZONE = lazy_pattern(r"(?:CRON_)?TZ=")
_NUMBER = lazy_pattern(r"[-+]?[0-9]{1,999}")
_WORD = lazy_pattern(r"(?:\S|[\x1c-\x1f])+")
_BEYOND = 2**63
_CRD = lazy_pattern(
    r"@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)"
    r"|@every[ \t\n\f\r]+(?:[0-9]+(?:ns|us|µs|ms|s|m|h))+"
    r"|(?:[A-Za-z0-9*,/?-]+[ \t\n\f\r]+){4}[A-Za-z0-9*,/?-]+"
)
_FORM = "write five fields: minute, hour, day of the month, month, weekday"


class _Refused(Exception):  # noqa: N818
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class _Element(NamedTuple):
    """One part of a field between commas: its text, where it begins in the schedule, and what it may hold."""

    text: str
    start: int
    bounds: _Bounds

    def refused(self, reason: str, help: str) -> _Refused:
        return _refused(self.start, self.start + len(self.text), reason, help)


def parse(text: str) -> Schedule | Fault:
    """Read a schedule. Whether the zone of a `TZ=` prefix exists is not asked."""
    try:
        return _parse(text)
    except _Refused as refused:
        return refused.fault


def fits_definition(text: str) -> bool:
    """Whether the full definition of CronWorkflows of Argo 4.0 and later lets a schedule pass.

    It takes texts that are no schedules, and refuses some that are: with a zone, or a blank in front.
    """
    return _CRD.fullmatch(text) is not None


def _refused(start: int, end: int, reason: str, help: str) -> _Refused:
    return _Refused(Fault(start, end, reason, help))


def _parse(text: str) -> Schedule:
    zone = None
    at = 0
    if prefix := _ZONE.match(text):
        at = text.find(" ")
        if at < 0:
            hint = "write `TZ=ZONE`, a blank, then the schedule"
            raise _refused(0, len(text), "no blank follows its time zone", hint)
        zone = text[prefix.end() : at]
        text = text.rstrip()
        at += len(text[at:]) - len(text[at:].lstrip())
    if text.startswith("@", at):
        return _descriptor(text, at, zone)
    words = [(match[0], match.start()) for match in _WORD.finditer(text, at)]
    if len(words) != len(_BOUNDS):
        raise _refused(at, len(text), f"it has {_count(len(words), 'field')}, not 5", _FORM)
    return Schedule(_fields(words), None, zone)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _descriptor(text: str, at: int, zone: str | None) -> Schedule:
    name = text[at:]
    if name in _DESCRIPTORS:
        return Schedule(_fields([(word, 0) for word in _DESCRIPTORS[name].split()]), None, zone)
    if name.startswith(_EVERY):
        every = nanoseconds(name.removeprefix(_EVERY))
        if every is not None:
            return Schedule((), every, zone)
        start = at + len(_EVERY)
        hint = "write hours, minutes and seconds, such as `@every 1h30m`"
        raise _refused(start, len(text), f"`{text[start:]}` is no duration", hint)
    known = name.strip().lower()
    hint = "known are " + ", ".join(f"`{descriptor}`" for descriptor in (*_DESCRIPTORS, "@every 1h30m"))
    raise _refused(at, len(text), f"`{name}` is no descriptor", f"write `{known}`" if known in _DESCRIPTORS else hint)


def _fields(words: list[tuple[str, int]]) -> tuple[Field, ...]:
    return tuple(_field(word, start, bounds) for (word, start), bounds in zip(words, _BOUNDS, strict=True))


def _field(word: str, start: int, bounds: _Bounds) -> Field:
    values: set[int] = set()
    anything = False
    for text in word.split(","):
        if text:
            found, starred = _range(_Element(text, start, bounds))
            values.update(found)
            anything = anything or starred
        start += len(text) + 1
    return Field(frozenset(values), anything)


def _range(element: _Element) -> tuple[range, bool]:
    bounds = element.bounds
    span, *steps = element.text.split("/")
    low, *highs = span.split("-")
    starred = low in ("*", "?")
    if len(highs) > 1 and not starred:
        raise element.refused(f"`{element.text}` has more than one `-`", "write a range as `FROM-TO`")
    if len(steps) > 1:
        raise element.refused(f"`{element.text}` has more than one `/`", "write one step, as in `*/5`")
    first = bounds.least if starred else _value(low, element)
    last = bounds.most if starred else _value(highs[0], element) if highs else first
    step = _step(steps[0], element) if steps else 1
    if steps and not highs:
        last = bounds.most
    _in_bounds(first, last, element)
    return range(first, last + 1, step), starred and step == 1


def _in_bounds(first: int, last: int, element: _Element) -> None:
    bounds = element.bounds
    if first < bounds.least or last > bounds.most:
        sunday = bounds.names is _WEEKDAYS and last == 7
        raise element.refused(
            f"`{element.text}` is out of range: a {bounds.what} is {bounds.least} to {bounds.most}",
            "Sunday is `0`" if sunday else f"keep to {bounds.least} to {bounds.most}",
        )
    if first > last:
        raise element.refused(
            f"the range `{element.text}` runs backwards",
            "name the smaller value first, or write two ranges with a comma between them",
        )


def _value(text: str, element: _Element) -> int:
    bounds = element.bounds
    number = bounds.names.get(text.lower())
    if number is None:
        number = _whole(text)
    if number is None:
        names = [name.upper() for name in bounds.names]
        by_name = f", or {names[0]} to {names[-1]}" if names else ""
        hint = f"a {bounds.what} is {bounds.least} to {bounds.most}{by_name}"
        raise element.refused(f"`{text}` is no {bounds.what}", hint)
    return number


def _step(text: str, element: _Element) -> int:
    number = _whole(text)
    if not number:
        raise element.refused(f"`{text}` is no step", "a step is a whole number of at least 1")
    return number


def _whole(text: str) -> int | None:
    number = int(text) if _NUMBER.fullmatch(text) else -1
    return number if 0 <= number < _BEYOND else None
