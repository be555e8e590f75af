"""What a check is asked and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.schema.versions import DEFAULT, NEWEST_KUBERNETES, Version

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from argolint.diagnostic import Diagnostic
    from argolint.model.suppressions import Word
    from argolint.names import Query
    from argolint.project.baseline import Entry
    from argolint.source import SourceFile


class Layer(NamedTuple):
    """What one place says about rules, by their names and those of groups; empty is nothing."""

    profile: str = ""
    """Which rules speak unasked: `default`, `security` (its whole group too) or `strict` (all)."""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()


class DefaultsFile(NamedTuple):
    """A file with what a controller puts under every workflow, and its text."""

    path: str
    text: str


class Settings(NamedTuple):
    """How a file is checked: for which versions of Argo and Kubernetes, by which rules, and with what around it."""

    argo_version: Version = DEFAULT
    other_versions: tuple[Version, ...] = ()
    """Further versions to check for; what differs between them says so."""
    kubernetes_version: Version = NEWEST_KUBERNETES
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str = ""
    jobs: int = 0
    """Processes to use; 0 chooses by the amount of work."""
    layers: tuple[Layer, ...] = ()
    """What was said about rules before `profile`, `select` and `ignore`, which win."""
    references: str = "workspace"
    """Whether templates that no file defines are an error, one unless a namesake is there (`cluster`), or none."""
    external: tuple[str, ...] = ()
    """Names of templates that live elsewhere, with `*` for any text."""
    mandatory: tuple[str, ...] = ()
    """Rules and groups whose findings nothing hides."""
    fail_on: str = "error"
    baseline: str | None = None
    workflow_defaults: DefaultsFile | None = None
    """What counts as written in every workflow that does not say otherwise."""

    @property
    def own_layer(self) -> Layer:
        """The last word about rules."""
        return Layer(self.profile, self.select, (), self.ignore)


class ObjectName(NamedTuple):
    """An Argo object that was found: where, and what it is called."""

    source: SourceFile
    kind: str
    name: str
    offset: int

    @property
    def file(self) -> str:
        """Path of the file, as reports show it."""
        return self.source.path

    @property
    def line(self) -> int:
        """Line of its name, from 1."""
        return self.source.position(self.offset).line


class FileReport(NamedTuple):
    """What a check says of one file, and what that follows from besides the file itself."""

    source: SourceFile
    objects: tuple[ObjectName, ...]
    diagnostics: tuple[Diagnostic, ...]
    asked: Set[Query]
    """The questions about what all files define whose answers it rests on."""
    used: frozenset[tuple[str, Word]]
    """The words, each in the file of a path, that suppressed a finding."""
    marked: bool
    """Whether it may hold suppressions itself."""


class Report(NamedTuple):
    """The outcome of a check: files read, objects found, and diagnostics sorted by file and place."""

    files: tuple[SourceFile, ...]
    objects: tuple[ObjectName, ...]
    diagnostics: tuple[Diagnostic, ...]
    accepted: int = 0
    """How many further findings a baseline accepts."""
    stale: tuple[tuple[str, Entry], ...] = ()
    """Entries of baselines, each with the path of its own, that no finding matches any more."""


def without_accepted(report: Report, by_file: Callable[[str], Settings]) -> Report:
    """The report without what a baseline accepts, if any file has one."""
    if all(by_file(source.path).baseline is None for source in report.files):
        return report
    from argolint.project.baseline import accepted

    return accepted(report, by_file)
