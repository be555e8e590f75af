"""Durations as Go reads them: `1h30m`, `-1.5s`, `0`."""

from __future__ import annotations

import re

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
