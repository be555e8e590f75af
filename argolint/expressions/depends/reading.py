"""Reads a `depends` by its grammar: what it means, or the first place at which it means nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from argolint.expressions import lalr
from argolint.expressions.depends.words import Fault, Refused, Word, operand, words

if TYPE_CHECKING:
    from collections.abc import Iterator


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

_BUILDERS: lalr.Builders = {
    "start": lambda parts: parts[0],
    "any_of": lambda parts: AnyOf(tuple(parts[::2])),
    "all_of": lambda parts: AllOf(tuple(parts[::2])),
    "asked": lambda parts: Asked(*operand(parts[0])[:2]),
    "negation": lambda parts: Not(parts[1]),
    "group": lambda parts: parts[1],
}


@lru_cache(maxsize=256)
def read(text: str) -> Logic | Fault:
    """The meaning of a text of tasks, `&&`, `||`, `!` and parentheses, or why it is none."""
    seen: list[Word] = []

    def noted() -> Iterator[Word]:
        for word in words(text):
            seen.append(word)
            yield word

    try:
        logic: Logic = lalr.parse(lalr.load(__package__), noted(), _BUILDERS)
    except Refused as refused:
        return refused.fault
    except lalr.Unexpected as unexpected:
        if unexpected.number < len(seen):
            return _misplaced(seen[-1], unexpected.expected)
        return _unfinished(text, seen, unexpected.expected)
    return logic


def _misplaced(word: Word, expected: frozenset[str]) -> Fault:
    if "TASK" in expected:
        reason = f"a task is missing before `{word.text}`"
        return Fault(word.start, word.end, reason, "name a task, or take the operator away")
    if word.kind == "CLOSE":
        return Fault(word.start, word.end, "a parenthesis is closed that was never opened", "take it away")
    reason = f"an operator is missing before `{word.text}`"
    return Fault(word.start, word.end, reason, "join tasks by `&&` or `||`")


def _unfinished(text: str, seen: list[Word], expected: frozenset[str]) -> Fault:
    if "TASK" in expected:
        end = len(text.rstrip())
        return Fault(end, end, "a task is missing at its end", "name a task, or take the operator away")
    opened: list[Word] = []
    for word in seen:
        if word.kind == "OPEN":
            opened.append(word)
        elif word.kind == "CLOSE":
            opened.pop()
    return Fault(opened[-1].start, opened[-1].end, "a parenthesis is never closed", "add the closing parenthesis")
