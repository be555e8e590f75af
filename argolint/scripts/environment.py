"""Adds variables to the environment of a container, in the style in which the container is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.model.build import mappings, text
from argolint.patterns import lazy_pattern
from argolint.source import Span
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from argolint.source import SourceFile
    from argolint.syntax.nodes import Entry

_NOT_A_WORD = lazy_pattern(r"\W+", re.ASCII)
_TAKEN = frozenset(
    {
        "BASH", "ENV", "HOME", "HOSTNAME", "IFS", "LANG", "LOGNAME", "OLDPWD", "OPTARG", "OPTIND", "PATH",
        "PPID", "PS1", "PS2", "PS4", "PWD", "PYTHONPATH", "RANDOM", "SECONDS", "SHELL", "SHLVL", "TERM",
        "TMPDIR", "UID", "USER",
    }
)  # fmt: skip
"""Names that mean something to shells and to much that they start."""


def variable_name(wanted: str, value: str, container: Mapping) -> tuple[str, bool]:
    """A free name for a variable of that value, and whether the container has that variable already."""
    name = _NOT_A_WORD.sub("_", wanted).strip("_").upper() or "VALUE"
    if name[0].isdigit() or name in _TAKEN:
        name = f"PARAM_{name}"
    present = {}
    for node in mappings(container, "env"):
        said = text(node, "name")
        if said is not None:
            given = text(node, "value")
            present[said.text] = given.text if given is not None else None
    while name in present and present[name] != value:
        name = f"PARAM_{name}"
    return name, name in present


def added(
    variables: dict[str, str], container: Mapping, program: Scalar, source: SourceFile
) -> tuple[Span, str] | None:
    """The text that gives a container more variables, and where to insert it; None where that is unsure."""
    env = container.entries.get("env")
    if env is None:
        return _new_list(variables, container, program, source)
    if env.merged or not isinstance(env.value, Sequence) or not env.value.items:
        return None
    first = env.value.items[0]
    if not isinstance(first, Mapping):
        return None
    if source.text[env.value.start] == "[":
        return Span(first.start, first.start), ", ".join([*map(_flow, variables.items()), ""])
    dash = source.text.rfind("-", env.value.start, first.start)
    if dash < 0 or source.text[dash + 1 : first.start].strip(" "):
        return None
    pad = " " * _column(dash, source)
    items = [_flow(item) if source.text[first.start] == "{" else _block(item, pad) for item in variables.items()]
    return Span(first.start, first.start), "".join(f"{item}\n{pad}- " for item in items)


def _new_list(
    variables: dict[str, str], container: Mapping, program: Scalar, source: SourceFile
) -> tuple[Span, str] | None:
    entry = _entry_of(program, container)
    if entry is None:
        return None
    start = entry.key.start
    if source.text[container.start] == "{":
        return Span(start, start), f"env: [{', '.join(map(_flow, variables.items()))}], "
    pad = " " * _column(start, source)
    items = "".join(f"{pad}  - {_block(item, pad + '  ')}\n" for item in variables.items())
    return Span(start, start), f"env:\n{items}{pad}"


def _entry_of(program: Scalar, container: Mapping) -> Entry | None:
    """The field of a container that holds its program."""
    for entry in container.entries.values():
        inside = entry.value.start <= program.start and program.end <= entry.value.end
        if inside and entry.key.end <= program.start and not entry.merged:
            return entry
    return None


def _column(offset: int, source: SourceFile) -> int:
    return source.position(offset).column - 1


def _flow(variable: tuple[str, str]) -> str:
    name, value = variable
    return f"{{name: {name}, value: {_quoted(value)}}}"


def _block(variable: tuple[str, str], pad: str) -> str:
    name, value = variable
    return f"name: {name}\n{pad}  value: {_quoted(value)}"


def _quoted(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
