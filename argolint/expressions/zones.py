"""Time zones by the names that Go knows: those of the IANA database, in their exact case."""

from __future__ import annotations

from functools import cache

from argolint import resources

_SPECIAL = frozenset({"", "UTC", "Local"})
_MAGIC = b"TZif"

REGIONS = {
    "CET": "Europe/Paris",
    "EET": "Europe/Athens",
    "MET": "Europe/Paris",
    "WET": "Europe/Lisbon",
    "EST": "America/Panama",
    "MST": "America/Phoenix",
    "HST": "Pacific/Honolulu",
    "EST5EDT": "America/New_York",
    "CST6CDT": "America/Chicago",
    "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles",
}
"""Abbreviations that newer zone data keep only as links, with a region that observes them."""

LEGACY = REGIONS | {
    "US/Alaska": "America/Anchorage",
    "US/Arizona": "America/Phoenix",
    "US/Central": "America/Chicago",
    "US/Eastern": "America/New_York",
    "US/Hawaii": "Pacific/Honolulu",
    "US/Mountain": "America/Denver",
    "US/Pacific": "America/Los_Angeles",
}
"""Names that newer zone data may leave out, with the region of the same time."""

ABBREVIATIONS = REGIONS | {
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "MDT": "America/Denver",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "EDT": "America/New_York",
    "BST": "Europe/London",
    "CEST": "Europe/Paris",
    "EEST": "Europe/Athens",
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney",
}
"""What an abbreviation probably means; most of them are no zone names at all."""


@cache
def names() -> frozenset[str]:
    """Every name of the IANA database, links of former names included."""
    return frozenset(resources.read("schemas", "zones.txt").split())


@cache
def known(name: str) -> bool:
    """Whether Go would load a zone of that name; a name newer than our list counts if this machine has it."""
    if name in _SPECIAL or name in names():
        return True
    if ".." in name or name[0] in "/\\" or any(listed.casefold() == name.casefold() for listed in names()):
        return False
    from zoneinfo import (
        TZPATH,
    )  # takes some milliseconds, and is needed only for a name that is probably wrong

    return any(_is_zone(f"{folder}/{name}") for folder in TZPATH)


def _is_zone(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False
