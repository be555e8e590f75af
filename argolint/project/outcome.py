"""What a check is asked and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.schema.versions import DEFAULT, NEWEST_KUBERNETES, Version

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic
    from argolint.model import Kind
    from argolint.source import SourceFile


class Settings(NamedTuple):
    """What is checked for: the versions of Argo and Kubernetes, and which rules speak (names, groups; none is all)."""

    argo_version: Version = DEFAULT
    other_versions: tuple[Version, ...] = ()
    """Further versions to check for; what differs between them says so."""
    kubernetes_version: Version = NEWEST_KUBERNETES
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str = "default"
    """Which rules speak unasked: `default`, `security` (its whole group too) or `strict` (all)."""
    jobs: int = 0
    """Processes to use; 0 chooses by the amount of work."""


class ObjectName(NamedTuple):
    """An Argo object that was found: where, and what it is called."""

    source: SourceFile
    kind: Kind
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


class Report(NamedTuple):
    """The outcome of a check: files read, objects found, and diagnostics sorted by file and place."""

    files: tuple[SourceFile, ...]
    objects: tuple[ObjectName, ...]
    diagnostics: tuple[Diagnostic, ...]
