"""`argolint check --write-baseline`, `--prune-baseline`, and what is said of entries that nothing matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.project.baseline import prune_baseline, write_baseline
from argolint.project.errors import UsageError
from argolint.project.paths import ShownPaths
from argolint.report.summary import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.diagnostic import Diagnostic
    from argolint.project.baseline import Entry
    from argolint.project.outcome import Report, Settings

_MOST = 10


def write(report: Report, by_file: Callable[[str], Settings]) -> None:
    """Accept all findings of a report, each in the baseline of its file."""
    groups: dict[str, list[Diagnostic]] = {}
    for source in report.files:
        path = by_file(source.path).baseline
        if path is not None:
            groups.setdefault(path, [])
    for found in report.diagnostics:
        path = by_file(found.file).baseline
        if path is None:
            raise UsageError(f"no baseline is named for `{ShownPaths()[found.file]}`", "say where: `--baseline FILE`")
        groups[path].append(found)
    if not groups:
        raise UsageError("no baseline is named", "say where: `--baseline FILE`")
    for path, diagnostics in groups.items():
        console.complain(f"{plural(write_baseline(path, diagnostics), 'finding')} in `{path}`", kind="accepted")


def tell_or_prune(report: Report, *, prune: bool) -> None:
    """Name the entries that nothing matches any more, or take them out."""
    groups: dict[str, list[Entry]] = {}
    for path, entry in report.stale:
        groups.setdefault(path, []).append(entry)
    for path, entries in groups.items():
        if prune:
            prune_baseline(path, entries)
            console.complain(f"{plural(len(entries), 'finding')} in `{path}`", kind="forgotten")
            continue
        names = ", ".join(f"{entry.rule} in {entry.file}" for entry in entries[:_MOST])
        more = f" and {len(entries) - _MOST} more" if len(entries) > _MOST else ""
        message = f"`{path}` accepts what is gone: {names}{more}"
        console.complain(message, "`--prune-baseline` takes it out", kind="note")
