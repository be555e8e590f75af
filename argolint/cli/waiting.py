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


def wait(
    cluster: Cluster,
    keys: Sequence[Key],
    options: Namespace,
    interrupts: Interrupts,
    seen: Callable[[Json], None] | None = None,
    label: str = "",
) -> Waited:
    """Wait for runs, and tell of each that has not succeeded why that is so."""
    from argolint.cluster.waiting import waited

    patience = Patience(interrupts, options.timeout)
    found = waited(cluster, keys, patience.lasts, seen, label)
    told = [_complaint(key, found.get(key), patience, options.timeout) for key in keys]
    for line in filter(None, told):
        console.complain(line)
    runs = [found[key] for key in keys if key in found]
    if interrupts.asked():
        return Waited(runs, Status.INTERRUPTED)
    return Waited(runs, status_of(runs) if len(runs) == len(keys) else Status.FINDINGS)


class Patience:
    """Lasts until an interrupt, or until the time is over."""

    def __init__(self, interrupts: Interrupts, limit: float | None) -> None:
        self._interrupts = interrupts
        self._ends = None if limit is None else time.monotonic() + limit

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return self._ends is not None and time.monotonic() >= self._ends

    def lasts(self) -> bool:
        """Whether to go on."""
        return not self._interrupts.asked() and not self.is_over


def _complaint(key: Key, run: Json | None, patience: Patience, limit: float | None) -> str | None:
    from argolint.cluster.runs import ENDED, phase_of

    if run is not None and phase_of(run) in ENDED:
        return None
    if patience.is_over:
        state = phase_of(run) if run is not None else "not seen yet"
        return f"{key.title} has not ended within {limit:g} seconds: it is {state}"
    return None if run is not None or not patience.lasts() else f"{key.title} was deleted before its end"


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
