"""Names that name nothing: in calls, in tags, in dependencies, or outside the place where they are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.mutations.mutant import replaced, revalued, without
from tests.mutations.spelling import misspelt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.mutations.manifest import Line, Manifest
    from tests.mutations.mutant import Change

_TAG = re.compile(r"\{\{(?P<name>(?:inputs|steps|tasks|workflow)\.[\w.-]+)\}\}")
_TASK = re.compile(r"(?<![.\w-])[a-z][\w-]*(?![\w-])")
_RESULT = re.compile(r"(?<=\.)[A-Z]\w+")
LOOPS = ("withItems", "withParam", "withSequence")


def misspelt_template(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A call of a template that does not exist."""
    for line in manifest.lines:
        called = line.key in ("template", "entrypoint", "onExit") or line.ends("templateRef", "name")
        if called and re.fullmatch(r"[\w-]+", line.value):
            yield revalued(manifest, line, misspelt(line.value, chance))


def misspelt_name_in_tag(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A tag that reads a step, task, parameter or artifact under a wrong name."""
    for number, row, start, parts in _tags(manifest):
        for at in _name_parts(parts):
            yield replaced(manifest, number, _with_part(row, start, parts, at, misspelt(parts[at], chance)))


def misspelt_word_in_tag(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A tag with a wrong fixed word: `outputs`, `parameters`, `result` and the like."""
    for number, row, start, parts in _tags(manifest):
        for at in set(range(1, len(parts))) - set(_name_parts(parts)):
            yield replaced(manifest, number, _with_part(row, start, parts, at, misspelt(parts[at], chance)))


def misspelt_root(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A tag with a slip in its first word, so that Argo takes it for text."""
    for number, row, start, parts in _tags(manifest):
        yield replaced(manifest, number, _with_part(row, start, parts, 0, misspelt(parts[0], chance)))


def misspelt_argument(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """An argument that the called template does not declare."""
    for line in manifest.lines:
        for list_name in ("parameters", "artifacts"):
            if line.ends("arguments", list_name, "[]", "name") and _is_in_call(line):
                yield revalued(manifest, line, misspelt(line.value, chance))


def unknown_dependency(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A task that waits for one that is not there."""
    for line in manifest.lines:
        if line.key in ("depends", "dependencies"):
            for match in _TASK.finditer(line.value):
                value = line.value[: match.start()] + misspelt(match[0], chance) + line.value[match.end() :]
                yield revalued(manifest, line, value)


def unknown_result(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A task that waits for an outcome that no task has."""
    for line in manifest.lines:
        for match in _RESULT.finditer(line.value) if line.key == "depends" else ():
            value = line.value[: match.start()] + misspelt(match[0], chance) + line.value[match.end() :]
            yield revalued(manifest, line, value)


def steps_for_tasks(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """A step read as if it were a task, or the other way round."""
    for number, row, start, parts in _tags(manifest):
        other = {"steps": "tasks", "tasks": "steps"}.get(parts[0])
        if other:
            yield replaced(manifest, number, _with_part(row, start, parts, 0, other))


def other_template_reads_step(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """The output of a step or task, or an item of its loop, read inside the template that it calls."""
    calls = [line for line in manifest.lines if line.key == "name" and _is_in_call(line) and line.path[-2] == "[]"]
    calls = [line for line in calls if line.path[-3] in ("[]", "tasks")]
    for line in manifest.lines:
        if calls and (line.ends("container", "args") or line.ends("script", "args")):
            call = chance.choice(calls)
            root = "tasks" if "tasks" in call.path else "steps"
            for tag in (f"{root}.{call.value}.outputs.result", "item"):
                yield revalued(manifest, line, f'["{{{{{tag}}}}}"]')


def loop_removed(manifest: Manifest, chance: Random) -> Iterator[Change]:
    """An item that is read although the loop is gone."""
    for line in manifest.lines:
        if line.key in LOOPS:
            readers = [other for other in manifest.item(line) if "{{item" in other.value]
            above = [other for other in readers if other.number < line.number]
            if readers and len(above) == len(readers):
                yield without(manifest, line, *above)


def _tags(manifest: Manifest) -> Iterator[tuple[int, str, int, list[str]]]:
    for number, row in enumerate(manifest.rows, start=1):
        if not row.lstrip().startswith("#"):
            for match in _TAG.finditer(row):
                yield number, row, match.start("name"), match["name"].split(".")


def _name_parts(parts: list[str]) -> list[int]:
    """Which parts of a tag are names that the manifest gives: steps, tasks, parameters and artifacts."""
    named = [at for at in range(1, len(parts)) if parts[at - 1] in ("parameters", "artifacts")]
    return ([1] if parts[0] in ("steps", "tasks") else []) + named


def _with_part(row: str, start: int, parts: list[str], at: int, word: str) -> str:
    end = start + len(".".join(parts))
    return row[:start] + ".".join([*parts[:at], word, *parts[at + 1 :]]) + row[end:]


def _is_in_call(line: Line) -> bool:
    return "steps" in line.path or "tasks" in line.path
