"""Values that a field refuses although their type is right, and fields of the past."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.mutations.mutant import inserted_above, replaced, revalued

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.mutations.manifest import Manifest
    from tests.mutations.mutant import Change

BAD_CHOICES = {
    "action": ("creat", "Create", "update"),
    "concurrencyPolicy": ("forbid", "Queue"),
    "retryPolicy": ("OnErrors", "Sometimes"),
    "strategy": ("OnPodSucces", "Always"),
}
BAD_SCHEDULES = (
    "61 * * * *",
    "* * * *",
    "0 24 * * *",
    "0 0 * * 7",
    "0 0 0 * *",
    "0 0 * 13 *",
    "@reboot",
    "10-5 * * * *",
)
BAD_TIMEZONES = ("Europe/Olso", "utc", "PST", "+02:00")
BAD_DURATIONS = ("2d", "10 minutes", "soon", "1h 30m", "1.5")
REMOVED_FIELDS = (
    (("spec", "timezone"), 'schedule: "0 1 * * *"'),
    (("synchronization", "mutexes"), "mutex: {name: oven}"),
    (("synchronization", "mutexes"), "semaphore: {configMapKeyRef: {name: limits, key: oven}}"),
    (("spec", "entrypoint"), "podPriority: 5"),
    (("templates", "[]", "container"), "priority: 5"),
)
_SCHEDULE = re.compile(r'(\s+- )"[^"]* [^"]* [^"]*"$')


def bad_choice(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A word that is not among those that the field allows."""
    for line in manifest.lines:
        for value in BAD_CHOICES.get(line.key, ()):
            yield revalued(manifest, line, value)


def bad_cron_field(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A schedule, a time zone or a deadline that no clock can follow."""
    for number, row in enumerate(manifest.rows, start=1):
        match = _SCHEDULE.match(row)
        if match is not None:
            for schedule in BAD_SCHEDULES:
                yield replaced(manifest, number, f'{match[1]}"{schedule}"')
    for line in manifest.lines:
        if line.key == "timezone":
            for zone in BAD_TIMEZONES:
                yield revalued(manifest, line, f'"{zone}"')
        elif line.key == "startingDeadlineSeconds":
            yield revalued(manifest, line, "-5")


def bad_duration(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A wait in words or units that no duration has."""
    for line in manifest.lines:
        if line.ends("suspend", "duration") or line.ends("backoff", "duration"):
            for value in BAD_DURATIONS:
                yield revalued(manifest, line, f'"{value}"')


def limit_many(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A number of retries in words."""
    for line in manifest.lines:
        if line.ends("retryStrategy", "limit") or line.ends("backoff", "factor"):
            for value in ("many", "3x", '"2.5"'):
                yield revalued(manifest, line, value)


def removed_field(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A field that earlier versions of Argo had."""
    for line in manifest.lines:
        for tail, text in REMOVED_FIELDS:
            if line.ends(*tail) and not line.opens_item:
                yield inserted_above(manifest, line, text)


def value_outside_enum(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A parameter whose value its own list of choices does not have."""
    for line in manifest.lines:
        if line.key == "enum":
            value = next(other for other in manifest.item(line) if other.key == "value")
            yield revalued(manifest, value, "elsewhere")
