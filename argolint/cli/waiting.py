"""What the commands share that wait for runs: the flags, a limit of time, the exit status."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, NamedTuple

from argolint.cli import console
from argolint.cli.status import Status

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from argolint.cli.interrupts import Interrupts
    from argolint.cli.parser import Parser
    from argolint.cluster.connection import Cluster
    from argolint.cluster.objects import Json, Key

_BILLION = 1_000_000_000


class Waited(NamedTuple):
    """The runs that were waited for, as they were last, and the exit status that they come to."""

    runs: list[Json]
    status: int


def add_wait_flags(parser: Parser) -> None:
    """Add the flags that say whether to wait, and how long."""
    add = parser.add_argument
    add("--wait", action="store_true", help="until the runs have ended")
    add_timeout(parser)


def add_timeout(parser: Parser) -> None:
    """Add the flag that says how long to wait."""
    parser.add_argument("--timeout", type=seconds, metavar="TIME", help="wait no longer than such as 90s, 10m, 1h30m")


class Patience:
    """Lasts until an interrupt, or until the time is over."""

    def __init__(self, interrupts: Interrupts, limit: float | None) -> None:
        self.limit = limit
        """How long it lasts at most, in seconds."""
        self._interrupts = interrupts
        self._ends = None if limit is None else time.monotonic() + limit

    @property
    def is_interrupted(self) -> bool:
        """Whether somebody wants it to end."""
        return self._interrupts.asked()

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return self._ends is not None and time.monotonic() >= self._ends

    def lasts(self) -> bool:
        """Whether to go on."""
        return not self.is_interrupted and not self.is_over


def wait(
    cluster: Cluster,
    keys: Sequence[Key],
    patience: Patience,
    seen: Callable[[Json], None] | None = None,
    label: str = "",
) -> Waited:
    """Wait for runs, and tell of each that is not there to the end why that is so."""
    from argolint.cluster.waiting import waited

    found = waited(cluster, keys, patience.lasts, seen, label)
    for key in keys:
        line = _complaint(key, found.get(key), patience)
        if line is not None:
            console.complain(line)
    runs = [found[key] for key in keys if key in found]
    if patience.is_interrupted:
        return Waited(runs, Status.INTERRUPTED)
    return Waited(runs, status_of(runs) if len(runs) == len(keys) else Status.FINDINGS)


def _complaint(key: Key, run: Json | None, patience: Patience) -> str | None:
    from argolint.cluster.runs import ENDED, phase_of

    if patience.is_interrupted or (run is not None and phase_of(run) in ENDED):
        return None
    if patience.is_over:
        state = f"it is {phase_of(run)}" if run is not None else "it has not been seen yet"
        return f"{key.title} has not ended within {patience.limit:g} seconds: {state}"
    return f"{key.title} was deleted before its end" if run is None else None


def failures(runs: Sequence[Json]) -> None:
    """Tell of each run that ended without success what its end says."""
    from argolint.cluster.runs import ENDED, key_of_run, phase_of

    for run in runs:
        if phase_of(run) in ENDED - {"Succeeded"}:
            message = " ".join(str((run.get("status") or {}).get("message") or "").split())
            console.complain(f"{key_of_run(run).title} ended: {phase_of(run)}{f', {message}' if message else ''}")


def status_of(runs: Sequence[Json]) -> int:
    """Whether all of these runs succeeded."""
    from argolint.cluster.runs import phase_of

    return Status.CLEAN if all(phase_of(run) == "Succeeded" for run in runs) else Status.FINDINGS


def progress(options: Namespace) -> Callable[[Json], None] | None:
    """Tells a terminal of each new phase of a run, and how far it is; None where nobody watches."""
    from argolint.cluster.runs import phase_of

    if getattr(options, "quiet", False) or not console.is_terminal(sys.stderr):
        return None
    told: dict[str, str] = {}

    def tell(run: Json) -> None:
        name = str(run["metadata"]["name"])
        line = f"{name}: {phase_of(run)} {(run.get('status') or {}).get('progress', '')}".rstrip()
        if told.get(name) != line:
            told[name] = line
            sys.stderr.write(line + "\n")
            sys.stderr.flush()

    return tell


def seconds(text: str) -> float:
    """A length of time such as 90s, 10m or 1h30m, or a number of seconds."""
    from argolint.expressions.durations import nanoseconds

    found = nanoseconds(text if not text.isdecimal() else f"{text}s")
    if found is None or found <= 0:
        raise ArgumentTypeError(f"`{text}` is no length of time such as 90s, 10m or 1h30m")
    return found / _BILLION
