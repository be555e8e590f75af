"""Mistakes of form: fields that are none, values of the wrong type, what is missing, what is there twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.mutations.mutant import inserted_above, inserted_below, repeated, replaced, revalued, without
from tests.mutations.spelling import misspelt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.mutations.manifest import Line, Manifest
    from tests.mutations.mutant import Change

FREE_KEYS = ("labels", "annotations", "nodeSelector", "requests", "limits", "withItems")
BELOW_A_STEP = ("arguments", "hooks", "templateRef")
WRONG_VALUES = {
    "activeDeadlineSeconds": "[600]",
    "args": "30",
    "command": "{run: date}",
    "failFast": '"no"',
    "failedJobsHistoryLimit": "one",
    "image": "[busybox]",
    "parallelism": '"4"',
    "secondsAfterCompletion": "1h",
    "serviceAccountName": "7",
    "setOwnerReference": '"yes"',
    "startingDeadlineSeconds": "1.5",
    "steps": "{}",
    "successfulJobsHistoryLimit": '"2"',
    "tasks": "wash",
    "templates": "main",
    "timeoutSeconds": "soon",
    "volumes": "scratch",
}
TEMPLATE_TYPES = ("container", "script", "steps", "dag", "suspend", "resource", "http", "containerSet")
NAMED_ITEMS = (
    ("templates", "[]"),
    ("steps", "[]", "[]"),
    ("tasks", "[]"),
    ("parameters", "[]"),
    ("artifacts", "[]"),
)
UNIQUE_ITEMS = (
    ("templates", "[]"),
    ("tasks", "[]"),
    ("inputs", "parameters", "[]"),
    ("inputs", "artifacts", "[]"),
    ("outputs", "parameters", "[]"),
    ("arguments", "parameters", "[]"),
)


def misspelt_field(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A key that is no field, above the arguments of steps."""
    for line in manifest.lines:
        if len(line.key) > 3 and line.key != "kind" and not _is_free(line) and not _is_below_a_step(line):
            head, tail = line.text[: line.column], line.text[line.column + len(line.key) :]
            yield replaced(manifest, line.number, head + misspelt(line.key, chance) + tail)


def wrong_type(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A value that its field cannot hold."""
    for line in manifest.lines:
        if line.key in WRONG_VALUES:
            yield revalued(manifest, line, WRONG_VALUES[line.key])


def duplicate_key(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A key that the same mapping has already."""
    for line in manifest.lines:
        if line.value and line.value != "|":
            yield inserted_below(manifest, line, f"{line.key}: {line.value}")


def missing_image(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A container or script without an image."""
    for line in manifest.lines:
        if line.ends("container", "image") or line.ends("script", "image"):
            yield without(manifest, line, _owner(manifest, line), line)


def missing_name(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A template, step, task, parameter or artifact without a name."""
    for line in manifest.lines:
        named = line.key == "name" and any(line.ends(*tail, "name") for tail in NAMED_ITEMS)
        if named and line.opens_item and len(manifest.item(line)) > 1:
            yield without(manifest, line)


def missing_type(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A template that does nothing."""
    for line in manifest.lines:
        if line.key in TEMPLATE_TYPES and line.ends("templates", "[]", line.key):
            yield without(manifest, line, manifest.item(line)[0])


def second_type(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A template that is two things at once; the template or either of the two may be named."""
    for line in manifest.lines:
        if line.key in TEMPLATE_TYPES and line.key != "suspend" and line.ends("templates", "[]", line.key):
            change = inserted_above(manifest, line, "suspend: {}")
            yield replace(change, lines=(*change.lines, line.number + 1, manifest.item(line)[0].number))


def double_definition(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A second template, task, parameter or artifact of one name; the later one is to be reported."""
    for line in manifest.lines:
        # Beside a reference Argo merges a workflow's arguments by name, and one given twice passes.
        merged = line.path[:2] == ("spec", "arguments") and "workflowTemplateRef:" in manifest.text
        if line.opens_item and not merged and any(line.ends(*tail, "name") for tail in UNIQUE_ITEMS):
            yield repeated(manifest, line.number, manifest.last_row(manifest.item(line)[-1]))


def _owner(manifest: Manifest, line: Line) -> Line:
    above = manifest.lines[: manifest.lines.index(line)]
    return next(other for other in reversed(above) if other.path == line.path[:-1])


def _is_free(line: Line) -> bool:
    return any(part in FREE_KEYS for part in line.path[:-1])


def _is_below_a_step(line: Line) -> bool:
    calls = [at for at, part in enumerate(line.path) if part in ("steps", "tasks")]
    return bool(calls) and any(part in BELOW_A_STEP for part in line.path[calls[-1] : -1])
