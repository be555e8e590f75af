"""Schedules are read, and start, exactly as the cron library reads and starts them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from argolint.expressions import cron, zones
from argolint.expressions.cron_times import never_starts, upcoming

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.conformance

STARTS = 3
DIFFERENCES: dict[str, str] = {}
"""Schedules that argolint reads in another way on purpose, and why."""

AFTER_A_CENTURY = "0 0 29 2 *"
"""Recorded from 2097 on, where five years hold no 29th of February; other years have one."""


def entries(facts: Path) -> list[dict[str, Any]]:
    """All recorded schedules; verdicts are the same for all versions."""
    found: list[dict[str, Any]] = json.loads((facts / "languages" / "cron.json").read_text(encoding="utf-8"))
    assert len(found) > 120
    assert not any("versions" in entry for entry in found)
    return found


def accepted(entry: dict[str, Any]) -> cron.Schedule | None:
    """The schedule, if it and its time zones can be read together."""
    found = cron.parse(entry["text"])
    if not isinstance(found, cron.Schedule):
        return None
    zone = entry.get("timezone", "")
    if not zones.known(zone) or (found.zone is not None and (zone or not zones.known(found.zone))):
        return None
    return found


def starts(schedule: cron.Schedule, entry: dict[str, Any]) -> list[str]:
    """The next times, as the records write them."""
    found: list[str] = []
    moment: datetime | None = datetime.fromisoformat(entry["from"])
    while moment is not None and len(found) < STARTS:
        moment = upcoming(schedule, moment, entry.get("timezone", ""))
        found.append("never" if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return found


def test_what_is_a_schedule(facts: Path) -> None:
    differences = {entry["text"] for entry in entries(facts) if (accepted(entry) is not None) != entry["ok"]}
    assert differences == set(DIFFERENCES)


def test_when_they_start(facts: Path) -> None:
    differences = set()
    for entry in entries(facts):
        schedule = accepted(entry)
        if schedule is not None and starts(schedule, entry) != entry["value"]:
            differences.add(entry["text"])
    assert differences == set(DIFFERENCES)


def test_which_never_start(facts: Path) -> None:
    for entry in entries(facts):
        schedule = accepted(entry)
        if schedule is not None and entry["text"] != AFTER_A_CENTURY:
            assert never_starts(schedule) == (entry["value"] == ["never"]), entry["text"]


def test_what_the_definition_lets_pass(facts: Path) -> None:
    for entry in entries(facts):
        assert cron.fits_definition(entry["text"]) == entry["crd_pattern_ok"], entry["text"]
