"""`argolint check --watch`: a report that follows the files."""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.progress import Progress
from argolint.cli.reporting import complaints, nothing_to_check, rendered, status
from argolint.cli.status import Status
from argolint.project.configuration.effective import Configurations
from argolint.project.configuration.files import FILE_NAMES
from argolint.project.discovery import discover
from argolint.project.errors import UsageError
from argolint.project.surroundings import workspace_root
from argolint.project.watching import LiveCheck, state
from argolint.report.summary import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.cli.options import Options

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
_POLL = 0.5
_READ_WHEN_NAMED = ("workflow-defaults",)
"""Flags that name a file which a check reads and does not check."""
_GLANCE = 2_000
"""Milliseconds after which files are looked at although nothing was told, as of those on other machines."""


def watch(options: Options) -> int:
    """Check again whenever a file changes, until somebody interrupts; returns what the last check came to."""
    live = LiveCheck(isolated=options.isolated, remembers=options.cache)
    ended: int = Status.CLEAN
    try:
        hints = _hints(options)
        while True:
            before = _state(options)
            ended = _round(options, live)
            if not gc.isenabled():
                # Now garbage gathers from round to round, beside much that is kept.
                gc.freeze()
                gc.enable()
            while _state(options) == before:
                next(hints)
    except KeyboardInterrupt:
        console.write_beside("\n")
        return ended


def _round(options: Options, live: LiveCheck) -> int:
    start = time.perf_counter()
    try:
        configurations = Configurations(options.given, file=options.config, isolated=options.isolated)
        found = discover(options.paths, gitignore=not options.isolated, excludes=configurations.excludes)
        complained = list(complaints(found, options.allow_empty))
        progress = Progress(sys.stderr) if not options.quiet and console.is_terminal(sys.stderr) else None
        jobs = configurations.settings("").jobs
        report = live.report(found.files, configurations.settings, jobs=jobs, progress=progress)
    except UsageError as error:
        _show("")
        console.complain(error.message, error.hint)
        console.write_beside("waiting for changes\n")
        return Status.USAGE
    if progress is not None:
        progress.clear()
    took = time.perf_counter() - start
    _show(rendered(report, options))
    if not report.objects and not report.diagnostics and not options.allow_empty and not complained:
        complained.append(nothing_to_check(report))
    for complaint in complained:
        console.complain(complaint)
    if not options.quiet:
        console.write_beside(f"checked {plural(len(report.files), 'file')} in {took:.2f} s, waiting for changes\n")
    return status(report, configurations, bool(complained))


def _show(text: str) -> None:
    console.write((_CLEAR if console.is_terminal(sys.stdout) else "") + text)


def _state(options: Options) -> object:
    """What tells in passing whether anything may have changed that a check reads."""
    found = discover(options.paths, gitignore=not options.isolated)
    named = [options.given[name] for name in _READ_WHEN_NAMED if name in options.given]
    if options.isolated:
        return state((*found.files, *named))
    root = workspace_root()
    around = discover([root]).files if root is not None else ()
    return state((*found.files, *around, *_configurations(found.files), *named))


def _configurations(files: tuple[str, ...]) -> Iterator[str]:
    folders = {os.path.abspath(os.path.dirname(path)) for path in (*files, "x")}
    while folders:
        yield from (os.path.join(folder, name) for folder in folders for name in FILE_NAMES)
        folders = {os.path.dirname(folder) for folder in folders if os.path.dirname(folder) != folder}


def _hints(options: Options) -> Iterator[None]:
    """Yields whenever it may be worth looking at the files."""
    try:
        from watchfiles import watch as changes
    except ImportError:
        console.complain("watchfiles is not installed, so files are looked at twice a second", kind="note")
    else:
        try:
            roots = _roots(options)
            for _ in changes(*roots, yield_on_timeout=True, rust_timeout=_GLANCE, raise_interrupt=True):
                yield
        except (OSError, RuntimeError) as error:
            console.complain(f"files cannot be watched ({error}), so they are looked at twice a second", kind="note")
    while True:
        time.sleep(_POLL)
        yield


def _roots(options: Options) -> set[str]:
    named = {path if os.path.isdir(path) else os.path.dirname(path) or "." for path in options.paths}
    root = None if options.isolated else workspace_root()
    return {path for path in (*named, *([root] if root is not None else [])) if os.path.isdir(path)}
