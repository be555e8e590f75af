"""When schedules start next, across the change of clocks and the ends of months."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from argolint.expressions import cron
from argolint.expressions.cron_times import never_starts, upcoming

MOMENT = datetime(2024, 1, 31, 12, 30, 20, tzinfo=UTC)


def schedule(text: str) -> cron.Schedule:
    found = cron.parse(text)
    assert isinstance(found, cron.Schedule)
    return found


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("* * * * *", "2024-01-31T12:31:00"),
        ("0 0 30 * *", "2024-03-30T00:00:00"),
        ("0 0 29 2 *", "2024-02-29T00:00:00"),
        ("0 0 13 * FRI", "2024-02-02T00:00:00"),
        ("0 0 */1 * MON", "2024-02-05T00:00:00"),
        ("@yearly", "2025-01-01T00:00:00"),
        ("@every 90s", "2024-01-31T12:31:50"),
        ("@every -1h", "2024-01-31T12:30:21"),
        ("TZ=Asia/Tokyo 0 9 * * *", "2024-02-01T00:00:00"),
    ],
)
def test_next_start(text: str, start: str) -> None:
    assert upcoming(schedule(text), MOMENT) == datetime.fromisoformat(start + "+00:00")


def test_a_time_that_the_clocks_skip_is_skipped_that_day() -> None:
    before = datetime(2024, 3, 30, 12, tzinfo=UTC)
    start = upcoming(schedule("30 2 * * *"), before, "Europe/Berlin")
    assert start == datetime(2024, 4, 1, 0, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_starts_twice() -> None:
    before = datetime(2024, 10, 27, 0, 0, tzinfo=UTC)
    first = upcoming(schedule("30 2 * * *"), before, "Europe/Berlin")
    assert first == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert upcoming(schedule("30 2 * * *"), first, "Europe/Berlin") == datetime(2024, 10, 27, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["0 0 30 2 *", "0 0 31 4,6 *", ", * * * *", "0 0 , * *", "0 0 * * ,"])
def test_never(text: str) -> None:
    assert never_starts(schedule(text))
    assert upcoming(schedule(text), MOMENT) is None


@pytest.mark.parametrize("text", ["0 0 29 2 *", "0 0 31 2 MON", "0 0 , * 1", "@every 1h", "0 0 30 1,2 *"])
def test_not_never(text: str) -> None:
    assert not never_starts(schedule(text))
    assert upcoming(schedule(text), MOMENT) is not None


def test_nothing_within_five_years() -> None:
    assert upcoming(schedule("0 0 29 2 *"), datetime(2097, 3, 1, tzinfo=UTC)) is None


def test_an_unknown_zone_gives_nothing() -> None:
    assert upcoming(schedule("0 0 * * *"), MOMENT, "Mars/Phobos") is None
    assert upcoming(schedule("TZ=../etc 0 0 * * *"), MOMENT) is None
