"""Circles among things that wait for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def circles(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """One circle for each group that waits for itself, in the order of waiting; every name must be a key."""
    found: list[list[str]] = []
    covered: set[str] = set()
    for name in _never_free(edges):
        if name not in covered and (circle := _circle(name, edges)) is not None:
            covered.update(_group(name, edges))
            found.append(circle)
    return found


def _never_free(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """The names that wait for a circle or are part of one: what is left once all that can go has gone."""
    waits = {name: len(following) for name, following in edges.items()}
    waiters: dict[str, list[str]] = {name: [] for name in edges}
    for name, following in edges.items():
        for awaited in following:
            waiters[awaited].append(name)
    free = [name for name, count in waits.items() if not count]
    for gone in free:
        for waiter in waiters[gone]:
            waits[waiter] -= 1
            if not waits[waiter]:
                free.append(waiter)
    return [name for name, count in waits.items() if count]


def _group(name: str, edges: Mapping[str, Sequence[str]]) -> set[str]:
    """A name of a circle and every other one that it waits for and that waits for it."""
    return {name} | {at for at in _awaited(name, edges) if name in _awaited(at, edges)}


def _awaited(start: str, edges: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    queue = [start]
    while queue:
        following = [at for at in edges[queue.pop()] if at not in found]
        found.update(following)
        queue.extend(following)
    return found


def _circle(start: str, edges: Mapping[str, Sequence[str]]) -> list[str] | None:
    """The shortest way from a name back to itself, or None."""
    came_from: dict[str, str] = {}
    queue = [start]
    for at in queue:
        for following in edges[at]:
            if following == start:
                path = [at]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return path[::-1]
            if following not in came_from:
                came_from[following] = at
                queue.append(following)
    return None
