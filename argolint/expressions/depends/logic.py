"""What a `depends` text means: under which outcomes of the tasks it names it holds."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.depends.reading import AllOf, Asked, Logic, Not, read
from argolint.expressions.depends.words import RESULTS, Fault
from argolint.expressions.tags import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNNING = "Running"
"""The phase of a daemon that the tasks after it need not wait for."""

ONE_OF = ("Succeeded", "Failed", "Errored", "Skipped", "Omitted", RUNNING)
"""The phases that a task can be in when others go on, always exactly one."""

_BARE = frozenset({"Succeeded", "Skipped", "Daemoned"})
_DAEMON = frozenset({"Succeeded", RUNNING})
_MOST_WORLDS = 4096
_DEEPEST = 50


class Outcome(NamedTuple):
    """How a task ended: its phase, whether it is a daemon, and how the rounds of its loop ended."""

    phase: str
    daemon: bool = False
    any_succeeded: bool = False
    all_failed: bool = False

    def fits(self, result: str | None) -> bool:
        """Whether it is a result that is asked."""
        if result == "AnySucceeded":
            return self.any_succeeded
        if result == "AllFailed":
            return self.all_failed
        if result == "Daemoned":
            return self.daemon
        return self.phase == result or (result is None and (self.daemon or self.phase in _BARE))


@lru_cache(maxsize=64)
def outcomes(*phases: str) -> tuple[Outcome, ...]:
    """Every way to end in one of these phases."""
    flags = (False, True)
    return tuple(Outcome(*world) for world in product(phases, flags, flags, flags) if _possible(*world))


def _possible(phase: str, daemon: bool, any_succeeded: bool, all_failed: bool) -> bool:
    if daemon and phase not in _DAEMON:
        return False
    if phase in ("Skipped", "Omitted"):
        return not (daemon or any_succeeded or all_failed)
    return (daemon or phase != RUNNING) and not (any_succeeded and all_failed)


EVERY_OUTCOME = outcomes(*ONE_OF)


def parse(text: str) -> Logic | None:
    """The meaning of a text of tasks, `&&`, `||`, `!` and parentheses; None for any other."""
    found = read(text)
    return found if not isinstance(found, Fault) and _is_usable(found) else None


def _is_usable(logic: Logic) -> bool:
    """Whether it names tasks and results that are known, and is not nested too deeply for what follows."""
    level: list[Logic] = [logic]
    for _ in range(_DEEPEST):
        if not all(_is_known(at) for at in level if isinstance(at, Asked)):
            return False
        level = [part for at in level for part in _parts(at)]
        if not level:
            return True
    return False


def _is_known(asked: Asked) -> bool:
    return PLACEHOLDER not in asked.task and (asked.result is None or asked.result in RESULTS)


def _parts(logic: Logic) -> tuple[Logic, ...]:
    if isinstance(logic, Asked):
        return ()
    return (logic.inner,) if isinstance(logic, Not) else logic.parts


def tasks(logic: Logic) -> dict[str, set[str | None]]:
    """The tasks that are named, each with the results asked of it."""
    found: dict[str, set[str | None]] = {}
    stack = [logic]
    while stack:
        at = stack.pop()
        if isinstance(at, Asked):
            found.setdefault(at.task, set()).add(at.result)
        stack.extend(_parts(at))
    return found


def verdicts(logic: Logic, possible: Mapping[str, tuple[Outcome, ...]]) -> frozenset[bool]:
    """What a text can come to when its tasks end in one of the possible ways, each by itself.

    Both where there are too many ways to try; a task that is not listed may end in every way.
    """
    named = tasks(logic)
    distinct = {
        name: {
            tuple(outcome.fits(result) for result in results): outcome for outcome in possible.get(name, EVERY_OUTCOME)
        }.values()
        for name, results in named.items()
    }
    worlds = 1
    for ways in distinct.values():
        worlds *= len(ways)
    if worlds > _MOST_WORLDS:
        return frozenset({True, False})
    found: set[bool] = set()
    for world in product(*distinct.values()):
        found.add(_holds(logic, dict(zip(distinct, world, strict=True))))
        if len(found) > 1:
            break
    return frozenset(found)


def _holds(logic: Logic, ended: Mapping[str, Outcome]) -> bool:
    if isinstance(logic, Asked):
        return ended[logic.task].fits(logic.result)
    if isinstance(logic, Not):
        return not _holds(logic.inner, ended)
    holds = all if isinstance(logic, AllOf) else any
    return holds(_holds(part, ended) for part in logic.parts)
