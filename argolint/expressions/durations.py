"""Durations as Go reads them: `1h30m`, `-1.5s`, `0`."""

from __future__ import annotations

from typing import NamedTuple

from argolint.expressions.result import Problem
from argolint.expressions.whole_numbers import whole_number
from argolint.patterns import lazy_pattern

_UNITS = {
    "ns": 1,
    "us": 1_000,
    "µs": 1_000,
    "μs": 1_000,
    "ms": 1_000_000,
    "s": 1_000_000_000,
    "m": 60 * 1_000_000_000,
    "h": 3600 * 1_000_000_000,
}
_LONG_UNITS = {
    "second": (1, "s"),
    "minute": (1, "m"),
    "hour": (1, "h"),
    "hr": (1, "h"),
    "day": (24, "h"),
    "week": (168, "h"),
}
_WORDED = lazy_pattern(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*([a-zA-Z]+)")
_WORDS = lazy_pattern(r"(?:[0-9]{1,9}(?:\.[0-9]{1,9})?\s*[a-zA-Z]+[\s,]*)+")
_LIMIT = 2**63
_MOST_DIGITS = 19
_PART = lazy_pattern(r"(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?P<unit>[^0-9.]+)")
_NUMBER = lazy_pattern(r"[0-9]*(?:\.[0-9]*)?")


class Duration(NamedTuple):
    """A duration in nanoseconds, or why a text is none."""

    nanoseconds: int | None
    problems: tuple[Problem, ...]


def parse(text: str, *, whole_seconds: bool = False) -> Duration:
    """Read a duration; with `whole_seconds`, as in most fields, a number without a unit is one of seconds."""
    length = argo_nanoseconds(text) if whole_seconds else nanoseconds(text)
    return Duration(length, () if length is not None else (_problem(text),))


def nanoseconds(text: str) -> int | None:
    """How long a duration is, or None when Go would refuse the text."""
    sign = -1 if text.startswith("-") else 1
    rest = text[1:] if text[:1] in ("-", "+") else text
    if rest == "0":
        return 0
    if not rest:
        return None
    total = at = 0
    while at < len(rest):
        match = _PART.match(rest, at)
        if match is None or match["unit"] not in _UNITS or not (match["whole"] or match["part"]):
            return None
        part = _scaled(match["whole"], match["part"] or "", _UNITS[match["unit"]])
        if part is None or (total := total + part) > _LIMIT:
            return None
        at = match.end()
    return sign * total if total < _LIMIT + (sign < 0) else None


def _scaled(whole: str, fraction: str, unit: int) -> int | None:
    """A number of units in nanoseconds, rounded as Go's floating point does; None when it is too large."""
    digits = whole.lstrip("0")
    if len(digits) > _MOST_DIGITS:
        return None
    number = int(digits or "0")
    if number > _LIMIT // unit:
        return None
    kept, scale = 0, 1.0
    for digit in fraction:
        longer = kept * 10 + int(digit)
        if kept > (_LIMIT - 1) // 10 or longer > _LIMIT:
            break
        kept, scale = longer, scale * 10
    return number * unit + int(kept * (unit / scale))


def argo_nanoseconds(text: str) -> int | None:
    """How long a duration is where Argo also takes a whole number of seconds, or None if it refuses the text.

    A number of seconds beyond the 64 bits of its nanoseconds wraps around, as it does in Argo.
    """
    seconds = whole_number(text)
    if seconds is None:
        return nanoseconds(text)
    return (seconds * _UNITS["s"] + _LIMIT) % (2 * _LIMIT) - _LIMIT


def _problem(text: str) -> Problem:
    """What is wrong with a text that is no duration, at the first part that cannot be read."""
    better = meant(text)
    help = f"write `{better}`" if better else "write hours, minutes and seconds, such as `1h30m` or `45s`"
    at = 1 if text[:1] in ("-", "+") else 0
    while at < len(text):
        number = _NUMBER.match(text, at)
        part = _PART.match(text, at)
        if number is None or number[0] in ("", "."):
            return Problem(at, len(text), f"`{text[at:]}` does not begin with a number", help)
        if part is None:
            return Problem(at, len(text), f"`{text[at:]}` has no unit", f"write `{text}s` for seconds")
        if part["unit"] not in _UNITS:
            return Problem(part.start("unit"), part.end(), f"`{part['unit']}` is no unit of time", help)
        at = part.end()
    message = "it is longer than Go can count, some 292 years" if text.strip("+-") else "it is empty"
    return Problem(0, len(text), message, help)


def meant(text: str) -> str | None:
    """The duration that a refused text probably means, such as `48h` for `2d`, or None."""
    if _WORDS.fullmatch(text.strip()) is None:
        return None
    parts: list[str] = []
    for number, word in _WORDED.findall(text):
        factor, unit = next((known for name, known in _LONG_UNITS.items() if word.lower() in _spellings(name)), (0, ""))
        if not factor or (factor > 1 and "." in number):
            return None
        parts.append(f"{int(number) * factor if factor > 1 else number}{unit}")
    return "".join(parts) or None


def _spellings(name: str) -> tuple[str, ...]:
    return name[0], name[:3], f"{name[:3]}s", name, f"{name}s"
