"""The name that was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Suggestion(str):
    """The help that offers a better name; it knows what to write in place of what, so that it can be mended."""

    __slots__ = ("better", "name")
    better: str
    name: str

    def __new__(cls, name: str, better: str, words: str = "did you mean `{}`?") -> Suggestion:
        """The help for a name that should be a better one."""
        made = super().__new__(cls, words.format(better))
        made.name, made.better = name, better
        return made


def suggestion(name: str, candidates: Iterable[str]) -> Suggestion | None:
    """The help that names the nearest candidate, or None when none is near."""
    best = closest(name, candidates)
    return Suggestion(name, best) if best is not None else None


def closest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that differs least from a name, or None when none is near; letter case counts for nothing.

    Names of several words joined by dots are compared word by word: each must be near.
    """
    best: str | None = None
    words = name.casefold().split(".")
    limit = len(name) + 1
    for candidate in candidates:
        others = candidate.casefold().split(".")
        if candidate == name or len(others) != len(words):
            continue
        distance = 0
        for word, other in zip(words, others, strict=True):
            distance += _apart(word, other, limit) if word != other else 0
            if distance >= limit:
                break
        if distance < limit:
            best, limit = candidate, distance
    return best


def _apart(word: str, other: str, far: int) -> int:
    """How far apart two words are; `far` where one is too far to be meant by the other."""
    near = len(word) // 3 + 1
    if abs(len(word) - len(other)) >= near:
        return far
    distance = _distance(word, other, near)
    return distance if distance < near else far


def _distance(left: str, right: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) between two words, counted up to `limit`."""
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        current = [row]
        for column, b in enumerate(right, 1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) >= limit:
            return limit
        before, previous = previous, current
    return previous[-1]
