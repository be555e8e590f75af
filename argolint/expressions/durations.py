"""Durations as Go reads them: `1h30m`, `-1.5s`, `0`."""

from __future__ import annotations

import re

from argolint.expressions.whole_numbers import whole_number

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
_WORDED = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*([a-zA-Z]+)")
_WORDS = re.compile(r"(?:[0-9]{1,9}(?:\.[0-9]{1,9})?\s*[a-zA-Z]+[\s,]*)+")
_LARGEST = 2**63 - 1
_LONGEST = 999
_PART = re.compile(r"(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?P<unit>[^0-9.]+)")


def nanoseconds(text: str) -> int | None:
    """How long a duration is, or None when Go would refuse the text."""
    sign = -1 if text.startswith("-") else 1
    rest = text[1:] if text[:1] in ("-", "+") else text
    if rest == "0":
        return 0
    if not rest or len(rest) > _LONGEST:
        return None
    total = at = 0
    while at < len(rest):
        match = _PART.match(rest, at)
        if match is None or match["unit"] not in _UNITS or not (match["whole"] or match["part"]):
            return None
        unit = _UNITS[match["unit"]]
        total += int(match["whole"] or 0) * unit
        if match["part"]:
            total += int(match["part"]) * unit // 10 ** len(match["part"])
        at = match.end()
    return sign * total if total <= _LARGEST + (sign < 0) else None


def argo_nanoseconds(text: str) -> int | None:
    """How long a duration is where Argo also takes a whole number, of seconds; None when it would refuse the text."""
    seconds = whole_number(text)
    return nanoseconds(text) if seconds is None else seconds * _UNITS["s"]


def meant(text: str) -> str | None:
    """A duration that says what a refused text probably means, such as `48h` for `2d`; None when nothing is near."""
    if _WORDS.fullmatch(text.strip()) is None:
        return None
    parts: list[str] = []
    for number, word in _WORDED.findall(text):
        factor, unit = next(
            (known for name, known in _LONG_UNITS.items() if word.lower() in _spellings(name)), (0, "")
        )
        if not factor or (factor > 1 and "." in number):
            return None
        parts.append(f"{int(number) * factor if factor > 1 else number}{unit}")
    return "".join(parts) or None


def _spellings(name: str) -> tuple[str, ...]:
    return name[0], name[:3], f"{name[:3]}s", name, f"{name}s"
