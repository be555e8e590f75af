"""Schedules and durations as the cron library and Go read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.expressions import cron, zones
from argolint.expressions.durations import nanoseconds

if TYPE_CHECKING:
    from pathlib import Path

ALWAYS = ["*"] * 5


def fault(text: str) -> cron.Fault:
    found = cron.parse(text)
    assert isinstance(found, cron.Fault)
    return found


def field(text: str, place: int) -> cron.Field:
    words = list(ALWAYS)
    words[place] = text
    found = cron.parse(" ".join(words))
    assert isinstance(found, cron.Schedule)
    return found.fields[place]


@pytest.mark.conformance
def test_the_cron_library_agrees(facts: Path) -> None:
    for verdict in json.loads((facts / "languages" / "cron.json").read_text()):
        if verdict.get("timezone"):
            continue
        found = cron.parse(verdict["text"])
        accepted = isinstance(found, cron.Schedule) and (found.zone is None or zones.known(found.zone))
        assert accepted == verdict["ok"], verdict["text"]
        if isinstance(found, cron.Schedule) and found.fields and accepted:
            minutes, hours, days, months, weekdays = found.fields
            read = [len(minutes.values), len(hours.values), len(days.values), sorted(months.values)]
            assert read == [verdict[key] for key in ("minutes", "hours", "dom", "months")], verdict["text"]
            assert sorted(weekdays.values) == verdict["dow"]
            assert [days.anything, weekdays.anything] == [verdict["dom_star"], verdict["dow_star"]]


@pytest.mark.conformance
def test_go_agrees_on_durations(facts: Path) -> None:
    for verdict in json.loads((facts / "languages" / "duration.json").read_text()):
        assert nanoseconds(verdict["text"]) == verdict.get("go_ns"), verdict["text"]


@pytest.mark.parametrize(
    ("text", "place", "values"),
    [
        ("*/15", 0, {0, 15, 30, 45}),
        ("50/5", 0, {50, 55}),
        ("1-9/4", 1, {1, 5, 9}),
        ("jan,Mar-MAY", 3, {1, 3, 4, 5}),
        (",1,,2", 2, {1, 2}),
        ("*-5", 4, {0, 1, 2, 3, 4, 5, 6}),
        ("+007", 0, {7}),
    ],
)
def test_fields(text: str, place: int, values: set[int]) -> None:
    assert field(text, place).values == values


def test_only_a_bare_star_lets_everything_through() -> None:
    assert field("?", 2).anything
    assert not field("*/2", 2).anything
    assert not field("0-59", 0).anything


def test_a_fault_points_at_its_part() -> None:
    text = "0 3,25 * * *"
    found = fault(text)
    assert text[found.start : found.end] == "25"


def test_a_fault_behind_a_zone_points_at_its_part() -> None:
    text = "TZ=UTC  @every 1d"
    found = fault(text)
    assert text[found.start : found.end] == "1d"


def test_sunday_has_a_hint() -> None:
    assert fault("0 0 * * 7").help == "Sunday is `0`"


def test_a_descriptor_in_the_wrong_case_has_a_hint() -> None:
    assert fault("@Daily").help == "write `@daily`"


def test_endless_digits_are_no_crash() -> None:
    assert fault("9" * 9999 + " * * * *").reason
    assert nanoseconds("9" * 9999 + "s") is None


@given(st.text(alphabet="0123456789*/-,?@ TZ=everyjanfrihms\t", max_size=24))
def test_any_text_is_a_schedule_or_a_fault_inside_it(text: str) -> None:
    found = cron.parse(text)
    if isinstance(found, cron.Fault):
        assert 0 <= found.start <= found.end <= len(text)
        assert found.reason
        assert found.help


@pytest.mark.parametrize("name", ["", "UTC", "Local", "EST", "Etc/GMT+5", "US/Pacific", "Asia/Calcutta"])
def test_zones(name: str) -> None:
    assert zones.known(name)


@pytest.mark.parametrize(
    "name",
    ["utc", "PST", "+02:00", "Europe", "Europe/../UTC", "/UTC", "\\UTC", "europe/paris", "zone.tab"],
)
def test_no_zones(name: str) -> None:
    assert not zones.known(name)


def test_every_region_that_is_suggested_exists() -> None:
    assert set(zones.ABBREVIATIONS.values()) <= zones.names()
