"""Runs a command several times and keeps the best of what it cost."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of the processors, child processes included; MiB of the largest process."""

    wall: float
    cpu: float
    peak: float


def best_cost(
    command: Sequence[str],
    environment: Mapping[str, str],
    runs: int,
    statuses: Sequence[int] = (0,),
    before: Callable[[], None] | None = None,
) -> Cost:
    """The run that took the least time; an exit status that is not expected ends the benchmark."""
    costs = []
    for _ in range(runs):
        if before is not None:
            before()
        costs.append(_run(command, environment, statuses))
    return min(costs, key=lambda cost: cost.wall)


def least_printed(command: Sequence[str], runs: int) -> float:
    """The least number that a command printed in all its runs."""
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(runs))


def _run(command: Sequence[str], environment: Mapping[str, str], statuses: Sequence[int]) -> Cost:
    null = subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(command, env=dict(environment), stdin=null, stdout=null, stderr=null)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in statuses:
        raise SystemExit(f"status {process.returncode} from: {' '.join(command)}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KIB_PER_MIB)
