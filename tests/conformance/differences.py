"""The differences from Argo's verdicts that are known and wanted, each with its reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("differences.toml")
KINDS = ("false alarm", "miss")


@dataclass(frozen=True, slots=True)
class Difference:
    """A file on which argolint means to say something else than Argo, in the versions named."""

    suite: str
    file: str
    kind: str
    versions: tuple[str, ...]
    reason: str


def known_differences() -> tuple[Difference, ...]:
    """All entries of the table."""
    entries = tomllib.loads(TABLE.read_text(encoding="utf-8")).get("difference", [])
    return tuple(Difference(**{**entry, "versions": tuple(entry["versions"])}) for entry in entries)


def known(suite: str, version: str) -> dict[str, str]:
    """The kind of difference by file, for one suite under one version."""
    return {
        difference.file: difference.kind
        for difference in known_differences()
        if difference.suite == suite and version in difference.versions
    }
