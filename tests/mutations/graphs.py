"""Circles: tasks that wait for themselves or for each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.mutations.mutant import inserted_below, revalued

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.mutations.manifest import Line, Manifest
    from tests.mutations.mutant import Change

_NAME = re.compile(r"(?<![.\w-])[a-z][\w-]*")
WAITING = ("depends", "dependencies")
_CALLS = {"steps", "tasks"}
_CONDITIONS = ("when", "depends", "withItems", "withParam", "withSequence")


def waits_for_itself(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A task that depends on itself."""
    for line in manifest.lines:
        if line.key in WAITING:
            name = manifest.item(line)[0]
            yield revalued(manifest, line, name.value if line.key == "depends" else f"[{name.value}]", name)


def dependency_cycle(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A first task that waits for one that waits for it; any line of the circle may be named."""
    for later in manifest.lines:
        if later.key not in WAITING:
            continue
        for name in _NAME.findall(later.value):
            first = _member(manifest, later, name)
            item = manifest.item(first)
            if any(line.key in WAITING for line in item):
                continue
            waiter = manifest.item(later)[0]
            change = inserted_below(manifest, first, f"{later.key}: {_in_style(later, waiter.value)}")
            shifted = (waiter.number + 1, later.number + 1)
            yield replace(change, lines=(*change.lines, first.number, *shifted))


def calls_itself(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A step or task that calls the template it stands in, whatever happens; nothing reads its outputs."""
    for line in manifest.lines:
        is_call = line.ends("[]", "template") and bool(_CALLS & {*line.path})
        caller = _caller(manifest, line) if is_call else None
        if caller is None:
            continue
        call = manifest.item(line)
        name = next((other.value for other in call if other.key == "name"), "")
        if f"s.{name}." not in manifest.text and not any(other.key in _CONDITIONS for other in call):
            yield revalued(manifest, line, caller, *call)


def _caller(manifest: Manifest, line: Line) -> str | None:
    """The name of the template around a step or task, if it has no inputs."""
    item = line.path[: line.path.index("templates") + 2]
    around = [other for other in manifest.lines if other.path[:-1] == item]
    before = [other for other in around if other.number < line.number]
    start = max((at for at, other in enumerate(before) if other.opens_item), default=None)
    if start is None:
        return None
    members = before[start:]
    if any(other.key == "inputs" for other in members):
        return None
    return next((other.value for other in members if other.key == "name"), None)


def _member(manifest: Manifest, sibling: Line, name: str) -> Line:
    path = (*sibling.path[:-1], "name")
    near = [line for line in manifest.lines if line.path == path and line.value == name]
    return min(near, key=lambda line: abs(line.number - sibling.number))


def _in_style(waiting: Line, name: str) -> str:
    return name if waiting.key == "depends" else f"[{name}]"
