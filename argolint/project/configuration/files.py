"""Reads a configuration file and all that it extends."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.patterns import lazy_pattern
from argolint.project.configuration.problems import flaws
from argolint.project.errors import UsageError
from argolint.project.paths import ShownPaths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.project.configuration.toml_places import Path, TomlPlace

PYPROJECT = "pyproject.toml"
FILE_NAMES = ("argolint.toml", PYPROJECT)
"""What configuration files are called; of two in one folder the first counts."""

_OURS = lazy_pattern(r"""^[ \t]*\[?[ \t]*["']?tool["']?[ \t]*(?:\.[ \t]*["']?argolint\b|\]|=)""", re.MULTILINE)
_SYNTAX_PLACE = lazy_pattern(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


class Place(NamedTuple):
    """Where a setting stands."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class ConfigFile(NamedTuple):
    """One configuration file: its settings, and where each stands."""

    path: str
    shown: str
    table: Mapping[str, Any]
    text: str
    places: Mapping[Path, TomlPlace]
    prefix: Path = ()

    def place(self, path: Path, *, at_key: bool = True) -> Place:
        """The place of a setting's key, or of its value."""
        found = self.places.get((*self.prefix, *path))
        offset = 0 if found is None else found.key if at_key else found.value
        line = self.text.count("\n", 0, offset) + 1
        return Place(self.shown, line, offset - self.text.rfind("\n", 0, offset))


def read_chain(path: str) -> tuple[ConfigFile, ...]:
    """A file after those that it extends, the farthest first; raises `UsageError` that tells all mistakes."""
    shown = ShownPaths()
    chain: list[ConfigFile] = []
    told: list[str] = []
    at: str | None = os.path.abspath(path)
    while at is not None:
        file = _read(at, shown[at], chain[-1] if chain else None)
        chain.append(file)
        told += _told(file)
        at = _extended(file, chain, told)
    if told:
        count = "a mistake" if len(told) == 1 else f"{len(told)} mistakes"
        lines = f" {told[0]}" if len(told) == 1 else "".join(f"\n  {line}" for line in told)
        raise UsageError(f"{count} in the configuration:{lines}", "`argolint schema config` tells what it may hold")
    return tuple(reversed(chain))


def has_settings(path: str) -> bool:
    """Whether a file that is there configures argolint: `pyproject.toml` does so only with a table of ours."""
    if os.path.basename(path) != PYPROJECT:
        return True
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    return _OURS.search(data.decode("latin-1")) is not None and "argolint" in _parsed(path, data)[1].get("tool", {})


def _read(path: str, shown: str, user: ConfigFile | None) -> ConfigFile:
    from argolint.project.configuration.toml_places import toml_places

    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        where = f"{user.place(('extend',), at_key=False)}: " if user is not None else ""
        raise UsageError(f"{where}the configuration `{shown}` cannot be read: {why}", "check the path") from None
    text, table = _parsed(shown, data)
    prefix: Path = ()
    if os.path.basename(path) == PYPROJECT:
        prefix = ("tool", "argolint")
        table = table.get("tool", {}).get("argolint")
        if not isinstance(table, dict):
            raise UsageError(f"`{shown}` has no table `[tool.argolint]`", "add one, or name another file")
    return ConfigFile(path, shown, table, text, toml_places(text), prefix)


def _parsed(shown: str, data: bytes) -> tuple[str, dict[str, Any]]:
    import tomllib  # a start without configuration does not need it

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"a mistake in the configuration: {shown}:{line}: the text is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_PLACE.search(str(error))
        place = f"{found['line']}:{found['column']}" if found and found["line"] else str(text.count("\n") + 1)
        words = _SYNTAX_PLACE.sub("", str(error))
        message = f"a mistake in the configuration: {shown}:{place}: {words[:1].lower()}{words[1:]}"
        raise UsageError(message, "see https://toml.io for how TOML is written") from None


def _told(file: ConfigFile) -> list[str]:
    found = [(file.place(flaw.path, at_key=flaw.at_key), flaw.message) for flaw in flaws(file.table)]
    found.sort(key=lambda at: (at[0].line, at[0].column))
    return [f"{place.file}:{place.line}:{place.column}: {message}" for place, message in found]


def _extended(file: ConfigFile, chain: list[ConfigFile], told: list[str]) -> str | None:
    """The file that a file extends; a circle is told and ends the chain."""
    named = file.table.get("extend")
    if not isinstance(named, str):
        return None
    path = os.path.normpath(os.path.join(os.path.dirname(file.path), os.path.expanduser(named)))
    if path not in [at.path for at in chain]:
        return path
    circle = " → ".join([*(at.shown for at in chain), ShownPaths()[path]])
    place = file.place(("extend",), at_key=False)
    told.append(f"{place.file}:{place.line}:{place.column}: `extend` runs in a circle: {circle}")
    return None
