"""What holds for each file: the nearest configuration, its tables for files, and the command line above all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.project.configuration.files import FILE_NAMES, ConfigFile, Place, has_settings, read_chain
from argolint.project.configuration.keys import ADDING, KEYS, PER_FILE, RULES
from argolint.project.errors import UsageError
from argolint.project.gitignore import ignored, parse_gitignore
from argolint.project.outcome import DefaultsFile, Layer, Settings
from argolint.project.paths import ShownPaths
from argolint.schema.versions import DEFAULT, NEWEST_KUBERNETES, parse_kubernetes, parse_supported
from argolint.source import LARGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from argolint.project.gitignore import GitIgnore

COMMAND_LINE = "command line"
_DEFAULTS = "workflow-defaults"
_REQUIRE_REASON = "require-reason"
_REASONS = "suppression-without-reason"
"""The rule that `require-reason` turns on."""


class Part(NamedTuple):
    """One table of settings among those that hold for a file; without a file it is the command line's."""

    table: Mapping[str, Any]
    file: ConfigFile | None = None
    path: tuple[str, ...] = ()

    def origin(self, name: str, word: str = "") -> Place | str:
        """Where a setting was made, or a word in its list or table."""
        if self.file is None:
            return COMMAND_LINE
        if word == _REASONS and word not in self.table.get(name, ()):
            name, word = _REQUIRE_REASON, ""
        value = self.table[name]
        if not word:
            return self.file.place((*self.path, name))
        place = word if isinstance(value, dict) else list(value).index(word)
        return self.file.place((*self.path, name, place))


class _Override(NamedTuple):
    part: Part
    matcher: GitIgnore | None


class _Configuration(NamedTuple):
    """A configuration file with all that it extends, and the folder from which its patterns count."""

    files: tuple[ConfigFile, ...]
    folder: str
    overrides: tuple[_Override, ...]
    excluded: GitIgnore | None


class Configurations:
    """The settings of every file of a run; `given` are those of the command line, which win.

    `file` is a configuration for all files; `isolated` reads none. Raises `UsageError` for a file with mistakes when
    it is first needed; `puts_off` leaves what is wrong in the defaults of workflows to who puts them into files.
    """

    def __init__(
        self,
        given: Mapping[str, Any],
        *,
        file: str | None = None,
        isolated: bool = False,
        puts_off: bool = False,
    ) -> None:
        self._given = Part(given)
        self._puts_off = puts_off
        self._only = None if file is None else _configuration(file, os.getcwd())
        self._searches = file is None and not isolated
        self._by_folder: dict[str, _Configuration | None] = {}
        self._by_file: dict[str, _Configuration] = {}
        self._settings: dict[tuple[int, tuple[int, ...]], Settings] = {}

    def settings(self, path: str) -> Settings:
        """How a file is checked; files with the same settings share one object."""
        configuration = self._for(path)
        matching = _matching(configuration, path)
        key = (id(configuration), matching)
        found = self._settings.get(key)
        if found is None:
            found = self._settings[key] = settings_of(self._parts(configuration, matching))
            if found.workflow_defaults is not None and not self._puts_off:
                from argolint.project.defaults import read_defaults  # it loads all that reads YAML

                read_defaults(found.workflow_defaults)
        return found

    def parts(self, path: str) -> tuple[Part, ...]:
        """The tables that hold for a file, the last one winning."""
        configuration = self._for(path)
        return self._parts(configuration, _matching(configuration, path))

    def file(self, path: str) -> str | None:
        """The configuration file that holds for a file, as readers know it."""
        configuration = self._for(path)
        return configuration.files[-1].shown if configuration is not None else None

    def excludes(self, path: str) -> bool:
        """Whether the configuration leaves out a file, or a folder, whose path ends with a slash."""
        is_folder, path = path.endswith("/"), path.rstrip("/")
        configuration = self._for(path)
        if configuration is None or configuration.excluded is None:
            return False
        return _covers(configuration.excluded, os.path.abspath(path), is_folder=is_folder)

    def _parts(self, configuration: _Configuration | None, matching: Iterable[int]) -> tuple[Part, ...]:
        if configuration is None:
            return (self._given,)
        files = (Part(file.table, file) for file in configuration.files)
        return (*files, *(configuration.overrides[at].part for at in matching), self._given)

    def _for(self, path: str) -> _Configuration | None:
        if not self._searches:
            return self._only
        folder = os.path.dirname(path)
        if folder not in self._by_folder:
            self._by_folder[folder] = self._nearest(os.path.abspath(folder))
        return self._by_folder[folder]

    def _nearest(self, folder: str) -> _Configuration | None:
        """The configuration of a folder, or of the nearest one above that has one."""
        passed: list[str] = []
        found: _Configuration | None = None
        while True:
            if folder in self._by_folder:
                found = self._by_folder[folder]
                break
            passed.append(folder)
            file = _file_in(folder)
            if file is not None:
                found = self._by_file.setdefault(file, _configuration(file, folder))
                break
            above = os.path.dirname(folder)
            if above == folder:
                break
            folder = above
        self._by_folder.update(dict.fromkeys(passed, found))
        return found


def _file_in(folder: str) -> str | None:
    paths = (f"{folder.rstrip(os.sep)}{os.sep}{name}" for name in FILE_NAMES)
    return next((path for path in paths if os.path.isfile(path) and has_settings(path)), None)


def _configuration(path: str, folder: str) -> _Configuration:
    files = read_chain(path)
    overrides = tuple(
        _Override(Part(table, file, (PER_FILE, glob)), parse_gitignore(glob, folder))
        for file in files
        for glob, table in file.table.get(PER_FILE, {}).items()
    )
    patterns = [pattern for file in files for pattern in file.table.get("exclude", ())]
    return _Configuration(files, folder, overrides, parse_gitignore("\n".join(patterns), folder))


def _matching(configuration: _Configuration | None, path: str) -> tuple[int, ...]:
    if configuration is None or not configuration.overrides:
        return ()
    absolute = os.path.abspath(path)
    return tuple(
        number
        for number, override in enumerate(configuration.overrides)
        if override.matcher is not None and _covers(override.matcher, absolute, is_folder=os.path.isdir(absolute))
    )


def _covers(patterns: GitIgnore, path: str, *, is_folder: bool) -> bool:
    """Whether patterns name a path or one of the folders around it."""
    path = path.replace(os.sep, "/")
    base = patterns.base
    if not path.startswith(f"{base}/"):
        return False
    steps = path[len(base) + 1 :].split("/")
    above = base
    for number, step in enumerate(steps, 1):
        above = f"{above}/{step}"
        if ignored(above, number < len(steps) or is_folder, (patterns,)):
            return True
    return False


def settings_of(parts: Iterable[Part]) -> Settings:
    """The settings that tables come to, the last one winning."""
    parts = tuple(parts)
    values = {name: value for name in KEYS if (value := joined(name, parts)) is not None}
    version, *others = _versions(values["argo-version"]) if "argo-version" in values else (DEFAULT,)
    kubernetes = values.get("kubernetes-version")
    return Settings(
        argo_version=version,
        other_versions=tuple(others),
        kubernetes_version=parse_kubernetes(kubernetes) if kubernetes is not None else NEWEST_KUBERNETES,
        jobs=values["jobs"],
        layers=tuple(layer for part in parts if (layer := layer_of(part.table)) != Layer()),
        references=values["references"],
        external=values["external"],
        mandatory=values["mandatory"],
        fail_on=values["fail-on"],
        baseline=_path("baseline", parts),
        workflow_defaults=_defaults(parts),
    )


def joined(name: str, parts: Iterable[Part]) -> Any:
    """What tables say of a setting: the last value, all values of a list that adds up, or the default."""
    given = [part.table[name] for part in parts if name in part.table]
    if name in ADDING:
        return tuple(dict.fromkeys(word for value in given for word in value))
    return given[-1] if given else KEYS[name].default


def layer_of(table: Mapping[str, Any]) -> Layer:
    """What a table says about rules."""
    required = table.get(_REQUIRE_REASON)
    return Layer(
        profile=table.get("profile", ""),
        select=tuple(table.get("select", ())),
        extend_select=(*table.get("extend-select", ()), *([_REASONS] if required else [])),
        ignore=(*table.get("ignore", ()), *([_REASONS] if required is False else [])),
        severities=tuple(table.get(RULES, {}).items()),
    )


def _versions(value: str | Iterable[str]) -> Any:
    return parse_supported(value if isinstance(value, str) else ",".join(value))


def _path(name: str, parts: Iterable[Part]) -> str | None:
    """The path that a setting names; one in a file counts from that file's folder."""
    found: str | None = None
    for part in parts:
        if name in part.table:
            folder = os.path.dirname(part.file.path) if part.file is not None else ""
            found = os.path.join(folder, part.table[name])
    return found


def _defaults(parts: Sequence[Part]) -> DefaultsFile | None:
    """The file with the defaults of workflows; raises `UsageError` if it cannot be read."""
    path = _path(_DEFAULTS, parts)
    if path is None:
        return None
    from argolint.project.cache.contents import text_of
    from argolint.project.reading import read_file

    shown = ShownPaths()[path]
    data = read_file(path, LARGEST_TEXT)
    if isinstance(data, bytes):
        return DefaultsFile(shown, text_of(path, data))
    origin = next(part.origin(_DEFAULTS) for part in reversed(parts) if _DEFAULTS in part.table)
    raise UsageError(f"{origin}: the workflow defaults `{shown}`: {data.reason}", data.hint)
