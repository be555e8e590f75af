"""Spreads a check over processes: each parses and checks a share of the files, and names are exchanged in between.

The one process that was started stays in charge of the first share. Processes are forked, which is safe where the
program has one thread and the system copies memory only when it is written; elsewhere everything runs in one process.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from argolint.names import Definitions
from argolint.project.checking import Checker
from argolint.project.files import load_path
from argolint.project.library import Shelf
from argolint.project.session import file_definitions, file_reports, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from argolint.project.session import ByFile, Find, Progress, Report, Settings

_WORTH_A_PROCESS = 150
"""Files below which another process costs more than it saves."""


def processes(files: int, jobs: int) -> int:
    """How many processes to use for so many files; `jobs` is the user's wish, 0 for none."""
    worth = files // (1 if jobs else _WORTH_A_PROCESS)
    if worth < 2 or not sys.platform.startswith("linux"):
        return 1
    from threading import active_count

    return min(jobs or len(os.sched_getaffinity(0)), worth) if active_count() == 1 else 1


def check_in_processes(
    paths: Sequence[str],
    count: int,
    settings: Settings,
    outside: Find | None,
    progress: Progress | None,
    by_file: ByFile | None = None,
) -> Report:
    """Check files in `count` processes; the report is the same as that of one."""
    from multiprocessing import get_context

    context = get_context("fork")
    own, *shares = _shares(paths, count)
    workers = []
    for share in shares:
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(share, settings, outside, by_file, there), daemon=True)
        process.start()
        there.close()
        workers.append((process, here, share))
    of = by_file if by_file is not None else lambda _: settings
    files = [load_path(path) for path in own]
    defined = file_definitions(files)
    for _, pipe, share in workers:
        defined += _receive(pipe) or file_definitions(load_path(path) for path in share)
    for _, pipe, _ in workers:
        _send(pipe, defined)
    checker = Checker(Definitions(defined), Shelf(files), outside)
    reports = file_reports(files, checker, of, _scaled(progress, count))
    for process, pipe, share in workers:
        # A process that is gone was killed from outside or had no memory: its share is done here.
        reports += _receive(pipe) or file_reports([load_path(path) for path in share], checker, of)
        process.join()
    return joined(reports, checker, of)


def _shares(paths: Sequence[str], count: int) -> list[Sequence[str]]:
    """The paths in order, cut into parts of about the same number of bytes, which is about the same work."""
    ends = list(accumulate(_size(path) for path in paths))
    cuts = [bisect_left(ends, ends[-1] * part / count) for part in range(1, count)]
    return [paths[start:end] for start, end in pairwise([0, *cuts, len(paths)])]


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _work(
    paths: Sequence[str], settings: Settings, outside: Find | None, by_file: ByFile | None, pipe: Connection
) -> None:
    files = [load_path(path) for path in paths]
    pipe.send(file_definitions(files))
    checker = Checker(Definitions(pipe.recv()), Shelf(files), outside)
    pipe.send(file_reports(files, checker, by_file if by_file is not None else lambda _: settings))


def _send(pipe: Connection, value: Any) -> None:
    try:
        pipe.send(value)
    except OSError:
        pipe.close()


def _receive(pipe: Connection) -> Any:
    """What a process sends, or None when it is gone."""
    try:
        return pipe.recv()
    except (EOFError, OSError):
        return None


def _scaled(progress: Progress | None, count: int) -> Progress | None:
    if progress is None:
        return None
    return lambda done, total: progress(done * count, total * count)
