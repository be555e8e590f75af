"""Schedules of CronWorkflows, as Argo's cron library reads them: five fields, or a descriptor such as `@daily`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from argolint.expressions.durations import nanoseconds


@dataclass(frozen=True, slots=True)
class Field:
    """The values that one field lets through; `anything` tells that it was written as `*` or `?`."""

    values: frozenset[int]
    anything: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a CronWorkflow starts: by its five fields, or (`every`) again and again after some nanoseconds."""

    fields: tuple[Field, ...]
    every: int | None = None
    zone: str | None = None

    minutes = property(lambda self: self.fields[0].values)
    hours = property(lambda self: self.fields[1].values)
    days = property(lambda self: self.fields[2].values)
    months = property(lambda self: self.fields[3].values)
    weekdays = property(lambda self: self.fields[4].values)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no schedule, and where in it; `zone` tells that its prefix is at fault."""

    start: int
    end: int
    reason: str
    help: str


class _Bounds(NamedTuple):
    what: str
    least: int
    most: int
    names: dict[str, int]


_MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))
_WEEKDAYS = dict(zip("sun mon tue wed thu fri sat".split(), range(7), strict=True))
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
_ZONE = re.compile(r"(?:CRON_)?TZ=")
_NUMBER = re.compile(r"[-+]?[0-9]+")
_WORD = re.compile(r"[^\s\x1c-\x1f]+")
_HUGE = 2**63
_FORM = "write five fields: minute, hour, day of the month, month, weekday"


class _Refused(Exception):  # noqa: N818
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def parse(text: str) -> Schedule | Fault:
    """Read a schedule. Whether the zone of a `TZ=` prefix exists is not asked."""
    try:
        return _parse(text)
    except _Refused as refused:
        return refused.fault


def _parse(text: str) -> Schedule:
    zone = None
    at = 0
    if prefix := _ZONE.match(text):
        at = text.find(" ")
        if at < 0:
            raise _refused(0, len(text), "no blank follows its time zone", "write `TZ=ZONE`, a blank, then the schedule")
        zone = text[prefix.end() : at]
        text = text.rstrip()
        at += len(text[at:]) - len(text[at:].lstrip())
    if text.startswith("@", at):
        return _descriptor(text, at, zone)
    words = [(match.start(), match[0]) for match in _WORD.finditer(text, at)]
    if len(words) != len(_BOUNDS):
        raise _refused(at, len(text), f"it has {len(words)} fields, not 5", _FORM)
    return Schedule(tuple(_field(word, start, bounds) for (start, word), bounds in zip(words, _BOUNDS, strict=True)), None, zone)


def _refused(start: int, end: int, reason: str, help: str) -> _Refused:
    return _Refused(Fault(start, end, reason, help))


def _descriptor(text: str, at: int, zone: str | None) -> Schedule:
    name = text[at:]
    if name in _DESCRIPTORS:
        return Schedule(tuple(_field(word, 0, bounds) for word, bounds in zip(_DESCRIPTORS[name].split(), _BOUNDS, strict=True)), None, zone)
    if name.startswith(_EVERY):
        every = nanoseconds(name.removeprefix(_EVERY))
        if every is not None:
            return Schedule((), every, zone)
        start = at + len(_EVERY)
        raise _refused(
            start, len(text), f"`{text[start:]}` is no duration", "write hours, minutes and seconds, such as `@every 1h30m`"
        )
    known = name.strip().lower()
    hint = f"write `{known}`" if known in _DESCRIPTORS else "known are `@every 1h30m`, " + ", ".join(f"`{d}`" for d in _DESCRIPTORS)
    raise _refused(at, len(text), f"`{name}` is no descriptor", hint)


def _field(word: str, start: int, bounds: _Bounds) -> Field:
    values: set[int] = set()
    anything = False
    at = start
    for element in word.split(","):
        if element:
            found, open_ = _range(element, at, bounds)
            values.update(found)
            anything = anything or open_
        at += len(element) + 1
    return Field(frozenset(values), anything)


def _range(element: str, at: int, bounds: _Bounds) -> tuple[range, bool]:
    end = at + len(element)
    span, *steps = element.split("/")
    low, *highs = span.split("-")
    anything = low in ("*", "?")
    if anything:
        first, last = bounds.least, bounds.most
    else:
        if len(highs) > 1:
            raise _refused(at, end, f"`{element}` has more than one `-`", "write a range as `FROM-TO`")
        first = _number(low, at, bounds, element)
        last = _number(highs[0], at, bounds, element) if highs else first
    step = 1
    if len(steps) > 1:
        raise _refused(at, end, f"`{element}` has more than one `/`", "write one step, as in `*/5`")
    if steps:
        step = _number(steps[0], at, None, element)
        last = last if highs else bounds.most
    _in_bounds(first, last, step, Fault(at, end, element, ""), bounds)
    return range(first, last + 1, step), anything and step <= 1


def _in_bounds(first: int, last: int, step: int, where: Fault, bounds: _Bounds) -> None:
    element = where.reason
    limits = f"a {bounds.what} is {bounds.least} to {bounds.most}"
    if first < bounds.least or last > bounds.most:
        sunday = bounds.names is _WEEKDAYS and last == 7
        hint = "Sunday is `0`" if sunday else limits
        raise _refused(where.start, where.end, f"`{element}` is out of range: {limits}", hint)
    if first > last:
        raise _refused(where.start, where.end, f"the range `{element}` runs backwards", "name the smaller value first, or write two ranges with a comma between")
    if step == 0:
        raise _refused(where.start, where.end, f"the step of `{element}` is 0", "write a step of at least 1")


def _number(text: str, at: int, bounds: _Bounds | None, element: str) -> int:
    named = bounds.names.get(text.lower()) if bounds is not None else None
    if named is not None:
        return named
    number = int(text) if _NUMBER.fullmatch(text) else -1
    if 0 <= number < _HUGE:
        return number
    what = "step" if bounds is None else bounds.what
    raise _refused(at, at + len(element), f"`{text}` in `{element}` is no {what}", _number_help(bounds))


def _number_help(bounds: _Bounds | None) -> str:
    if bounds is None:
        return "a step is a whole number of at least 1"
    names = list(bounds.names)
    by_name = f", or {names[0].upper()} to {names[-1].upper()}" if names else ""
    return f"a {bounds.what} is {bounds.least} to {bounds.most}{by_name}"
