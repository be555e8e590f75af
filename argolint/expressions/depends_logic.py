"""What a `depends` text means: under which outcomes of the tasks it names it holds."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from argolint.expressions.depends import RESULTS
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

RUNNING = "Running"
"""The phase of a daemon that the tasks after it need not wait for."""

ONE_OF = ("Succeeded", "Failed", "Errored", "Skipped", "Omitted", RUNNING)
"""The phases that a task can be in when others go on, always exactly one."""

_BARE = frozenset({"Succeeded", "Skipped", "Daemoned"})
_TOKEN = lazy_pattern(
    r"\s*(?:(?P<name>[A-Za-z0-9][-A-Za-z0-9]*)(?:\.(?P<result>[A-Z][A-Za-z]+))?(?![\w.])|(?P<operator>&&|\|\||[!()]))"
)
_DAEMON = frozenset({"Succeeded", RUNNING})
_MOST_WORLDS = 4096
_DEEPEST = 50


class Asked(NamedTuple):
    """A task with the result asked of it; None stands for any that lets the waiting task run."""

    task: str
    result: str | None


class Not(NamedTuple):
    """The opposite."""

    inner: Logic


class AllOf(NamedTuple):
    """Holds when each part does."""

    parts: tuple[Logic, ...]


class AnyOf(NamedTuple):
    """Holds when one of the parts does."""

    parts: tuple[Logic, ...]


Logic: TypeAlias = Asked | Not | AllOf | AnyOf


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


@lru_cache(maxsize=256)
def parse(text: str) -> Logic | None:
    """The meaning of a text of tasks, `&&`, `||`, `!` and parentheses; None for any other."""
    tokens: list[re.Match[str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        token = _TOKEN.match(text, at)
        if token is None or (token["result"] is not None and token["result"] not in RESULTS):
            return None
        tokens.append(token)
        at = token.end()
    reader = _Reader(tokens)
    found = reader.either(0)
    return found if reader.at == len(tokens) else None


class _Reader:
    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def takes(self, operator: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at]["operator"] == operator:
            self.at += 1
            return True
        return False

    def either(self, depth: int) -> Logic | None:
        parts = self._joined("||", self.both, depth)
        return None if parts is None else parts[0] if len(parts) == 1 else AnyOf(parts)

    def both(self, depth: int) -> Logic | None:
        parts = self._joined("&&", self.one, depth)
        return None if parts is None else parts[0] if len(parts) == 1 else AllOf(parts)

    def _joined(self, operator: str, part: Callable[[int], Logic | None], depth: int) -> tuple[Logic, ...] | None:
        parts: list[Logic] = []
        while True:
            found = part(depth)
            if found is None:
                return None
            parts.append(found)
            if not self.takes(operator):
                return tuple(parts)

    def one(self, depth: int) -> Logic | None:
        if depth > _DEEPEST or self.at == len(self.tokens):
            return None
        if self.takes("!"):
            inner = self.one(depth + 1)
            return Not(inner) if inner is not None else None
        if self.takes("("):
            inner = self.either(depth + 1)
            return inner if self.takes(")") else None
        token = self.tokens[self.at]
        if token["name"] is None:
            return None
        self.at += 1
        return Asked(token["name"], token["result"])


def tasks(logic: Logic) -> dict[str, set[str | None]]:
    """The tasks that are named, each with the results asked of it."""
    found: dict[str, set[str | None]] = {}
    stack = [logic]
    while stack:
        at = stack.pop()
        if isinstance(at, Asked):
            found.setdefault(at.task, set()).add(at.result)
        elif isinstance(at, Not):
            stack.append(at.inner)
        else:
            stack.extend(at.parts)
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
