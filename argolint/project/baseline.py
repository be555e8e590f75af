"""Findings that were accepted when argolint came to a project: kept in a file, and silent from then on."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.project.errors import UsageError
from argolint.project.fingerprints import fingerprints
from argolint.project.writing import replace_file
from argolint.rules.registry import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from argolint.diagnostic import Diagnostic
    from argolint.project.outcome import Report, Settings

_VERSION: Final = 1
_NEVER: Final = frozenset({"internal-error"})


class Entry(NamedTuple):
    """An accepted finding: its rule and file for readers, and the fingerprint that it is known by."""

    file: str
    rule: str
    message: str
    fingerprint: str


class _Paths(dict[str, str]):
    """Paths as they are named from a baseline's folder, so that it means the same wherever the command is run."""

    def __init__(self, baseline: str) -> None:
        super().__init__()
        self._folder = os.path.dirname(os.path.abspath(baseline))

    def __missing__(self, path: str) -> str:
        self[path] = shown = os.path.relpath(os.path.abspath(path), self._folder).replace(os.sep, "/")
        return shown


def accepted(report: Report, by_file: Callable[[str], Settings]) -> Report:
    """The report without what the baselines of its files accept, and with the entries that nothing matches any more.

    Raises `UsageError` for a baseline that cannot be read. Findings of mandatory rules stay.
    """
    groups: dict[str, list[Diagnostic]] = {}
    for source in report.files:
        path = by_file(source.path).baseline
        if path is not None:
            groups.setdefault(path, [])
    for found in report.diagnostics:
        path = by_file(found.file).baseline
        if path is not None:
            groups.setdefault(path, []).append(found)
    hidden: set[int] = set()
    stale: list[tuple[str, Entry]] = []
    for path, diagnostics in groups.items():
        known = {entry.fingerprint: entry for entry in read_baseline(path)}
        paths = _Paths(path)
        matched = set()
        for found, fingerprint in zip(diagnostics, fingerprints(diagnostics, paths), strict=True):
            if fingerprint in known:
                matched.add(fingerprint)
                if names_of(found.rule).isdisjoint(by_file(found.file).mandatory):
                    hidden.add(id(found))
        checked = {paths[source.path] for source in report.files}
        stale += [
            (path, entry) for entry in known.values() if entry.fingerprint not in matched and entry.file in checked
        ]
    kept = tuple(found for found in report.diagnostics if id(found) not in hidden)
    return report._replace(diagnostics=kept, accepted=len(hidden), stale=tuple(stale))


def read_baseline(path: str) -> list[Entry]:
    """The entries of a baseline; raises `UsageError` where there is none, or another document."""
    try:
        with open(path, encoding="utf-8") as file:
            document: Any = json.load(file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the baseline `{path}` cannot be read: {reason}"
        raise UsageError(message, "write it with `--write-baseline`") from None
    except ValueError:
        raise _damaged(path) from None
    if not isinstance(document, dict) or not isinstance(document.get("findings"), list):
        raise _damaged(path)
    if document.get("version") != _VERSION:
        raise UsageError(f"the baseline `{path}` is of another version of argolint", "write it anew")
    try:
        return [Entry(*(str(found[name]) for name in Entry._fields)) for found in document["findings"]]
    except (KeyError, TypeError):
        raise _damaged(path) from None


def write_baseline(path: str, diagnostics: Iterable[Diagnostic]) -> int:
    """Accept all findings but failures of ours: write them, whole or not at all, and say how many there are."""
    found = [one for one in diagnostics if one.rule not in _NEVER]
    paths = _Paths(path)
    known = zip(found, fingerprints(found, paths), strict=True)
    _write(path, (Entry(paths[one.file], one.rule, one.message, fingerprint) for one, fingerprint in known))
    return len(found)


def prune_baseline(path: str, stale: Iterable[Entry]) -> None:
    """Take entries out of a baseline."""
    gone = {entry.fingerprint for entry in stale}
    _write(path, (entry for entry in read_baseline(path) if entry.fingerprint not in gone))


def _write(path: str, entries: Iterable[Entry]) -> None:
    findings = ",".join(f"\n  {json.dumps(entry._asdict())}" for entry in sorted(entries))
    try:
        replace_file(os.path.realpath(path), f'{{"version": {_VERSION}, "findings": [{findings}\n]}}\n'.encode())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"the baseline `{path}` cannot be written: {reason}") from None


def _damaged(path: str) -> UsageError:
    return UsageError(f"`{path}` is no baseline, or damaged", "write it anew with `--write-baseline`")
