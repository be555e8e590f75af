"""What other linters say about programs: each is started once for many, and runs nothing of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.patterns import lazy_pattern
from argolint.scripts.languages import PYTHON, SHELL
from argolint.scripts.masking import Masked, is_templated_elsewhere, masked
from argolint.scripts.programs import programs
from argolint.scripts.python import may_be_python_2
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argolint.model import WorkflowObject
    from argolint.scripts.programs import Program

SHELLCHECK, RUFF = "shellcheck", "ruff"
TOOLS = {SHELL: SHELLCHECK, PYTHON: RUFF}
"""The linter of each family of languages."""

_DIALECTS = {
    "sh": "dash", "bash": "bash", "dash": "dash", "ash": "busybox", "ksh": "ksh", "mksh": "ksh",
}  # fmt: skip
_BUSYBOX = lazy_pattern(r"alpine|busybox")
_SECONDS = 120
_NOT_HERE = "SC1090,SC1091,SC2148,SC2154"
"""Sourced files, the first line and the environment are known only in the image."""

_CONSTANT = frozenset({"SC2043", "SC2050", "SC2078", "SC2157", "SC2194", "SC2309", "SC2170"})
"""Remarks on fixed words, which are none where a tag stands."""

_STOPS_BY_ITSELF = frozenset({"SC2164", "SC2103"})
"""Remarks on a failed `cd`, which ends a shell that was started with `-e`."""


class Remark(NamedTuple):
    """One remark on a program: where in its text, how grave, and its code and words."""

    start: int
    end: int
    level: str
    code: str
    message: str


_Key = tuple[str, str, str]
_known: dict[_Key, tuple[Remark, ...]] = {}
"""What was said about each text before: it depends on the text alone."""


@cache
def tool(name: str) -> str | None:
    """Where a linter is: beside the running Python, or else on the search path."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if os.access(beside, os.X_OK) else which(name)


def inspect(items: Iterable[WorkflowObject], family: str) -> None:
    """Ask the linter of a family of languages about all programs of some objects at once."""
    if tool(TOOLS[family]) is not None:
        templates = (template for item in items for template in item.all_templates())
        found = (program for template in templates for program in programs(template))
        _ask([program for program in found if program.family == family])


def remarks(program: Program) -> tuple[Remark, ...]:
    """The remarks of its linter on a program; none without the linter."""
    key = _key(program)
    if key is None or tool(key[0]) is None:
        return ()
    if key not in _known:
        _ask([program])
    return tuple(_true_here(_known.get(key, ()), program))


def _key(program: Program) -> _Key | None:
    """The tool, the dialect and the text of a program that a tool can read."""
    language, text = program.language, program.text.text
    if language is None or is_templated_elsewhere(text):
        return None
    if language.family == SHELL:
        dialect = _DIALECTS.get(language.name)
        if dialect == "dash" and _is_busybox(program):
            dialect = "busybox"
        return (SHELLCHECK, dialect, text) if dialect is not None else None
    if language.family == PYTHON and not may_be_python_2(text):
        return (RUFF, "", text)
    return None


def _is_busybox(program: Program) -> bool:
    image = program.container.get("image")
    return isinstance(image, Scalar) and _BUSYBOX.search(image.text) is not None


def _ask(asked: Sequence[Program]) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    for key in {_key(program) for program in asked}:
        if key is not None and key not in _known:
            groups.setdefault(key[:2], []).append(key[2])
    for (name, dialect), texts in groups.items():
        found = _run(name, dialect, [masked(text).text for text in texts])
        for text, said in zip(texts, found, strict=True):
            _known[name, dialect, text] = tuple(said)


def _run(name: str, dialect: str, texts: list[str]) -> list[list[Remark]]:
    said: list[list[Remark]] = [[] for _ in texts]
    path = tool(name)
    if path is None:
        return said
    with TemporaryDirectory(prefix="argolint-") as folder:
        files = [f"{number}.txt" if name == SHELLCHECK else f"{number}.py" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            Path(folder, file).write_text(text, encoding="utf-8", newline="\n")
        arguments = _shellcheck(dialect) if name == SHELLCHECK else _RUFF_ARGUMENTS
        for remark, file in _read(name, _output([path, *arguments, *files], folder)):
            number = int(Path(file).stem)
            said[number].append(_placed(remark, texts[number]))
    return said


def _shellcheck(dialect: str) -> list[str]:
    return ["--norc", "--format=json1", f"--shell={dialect}", f"--exclude={_NOT_HERE}"]


_RUFF_ARGUMENTS = [
    "check", "--isolated", "--no-cache", "--exit-zero", "--output-format=json", "--select=F,PLE",
    "--no-fix", "--quiet",
]  # fmt: skip


def _output(command: list[str], folder: str) -> Any:
    """What a linter prints; nothing when it fails, since that is not the user's mistake."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
        return json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


class _Said(NamedTuple):
    """A remark as the linter places it: lines and columns from 1."""

    line: int
    column: int
    end_line: int
    end_column: int
    level: str
    code: str
    message: str


def _read(name: str, output: Any) -> Iterator[tuple[_Said, str]]:
    if name == SHELLCHECK and isinstance(output, dict):
        for one in output.get("comments", ()):
            place = one["line"], one["column"], one["endLine"], one["endColumn"]
            yield _Said(*place, one["level"], f"SC{one['code']}", one["message"]), one["file"]
    elif name == RUFF and isinstance(output, list):
        for one in output:
            if one.get("code") and one["code"] != "invalid-syntax":
                start, end = one["location"], one["end_location"]
                place = start["row"], start["column"], end["row"], end["column"]
                yield _Said(*place, "warning", one["code"], one["message"]), one["filename"]


def _placed(said: _Said, text: str) -> Remark:
    lines = text.split("\n")
    start, end = _offset(lines, said.line, said.column), _offset(lines, said.end_line, said.end_column)
    return Remark(start, max(end, start + 1), said.level, said.code, said.message)


def _offset(lines: list[str], line: int, column: int) -> int:
    before = lines[: line - 1]
    return min(sum(len(text) + 1 for text in before) + column - 1, sum(len(text) + 1 for text in lines) - 1)


def _true_here(said: Iterable[Remark], program: Program) -> Iterator[Remark]:
    """The remarks that hold whatever the tags stand for, and in the shell as it is started."""
    mask = masked(program.text.text)
    stops = any(option.startswith("-") and "e" in option for option in program.options)
    for remark in said:
        if mask.touches(remark.start, remark.end) or (stops and remark.code in _STOPS_BY_ITSELF):
            continue
        if remark.code in _CONSTANT and _tag_on_line(mask, remark):
            continue
        yield remark


def _tag_on_line(mask: Masked, remark: Remark) -> bool:
    start = mask.text.rfind("\n", 0, remark.start) + 1
    end = mask.text.find("\n", remark.end)
    return mask.touches(start, end if end >= 0 else len(mask.text))
