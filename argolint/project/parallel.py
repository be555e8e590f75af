"""Spreads a check over processes: each parses and checks a share of the files, and names are exchanged in between.

The one process that was started stays in charge of the first share. Processes are forked, which is safe where the
program has one thread and the system copies memory only when it is written; elsewhere everything runs in one process.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_left
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.names import Definitions
from argolint.project.checking import Checker
from argolint.project.defaults import read_defaults, with_defaults
from argolint.project.files import load_path
from argolint.project.library import Shelf
from argolint.project.session import file_definitions, file_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from multiprocessing.connection import Connection

    from argolint.names import Definition
    from argolint.project.files import LoadedFile
    from argolint.project.outcome import FileReport
    from argolint.project.session import ByFile, Find, Progress

_WORTH_A_PROCESS = 150
"""Files below which another process costs more than it saves."""


def processes(files: int, jobs: int) -> int:
    """How many processes to use for so many files; `jobs` is the user's wish, 0 for none."""
    worth = files // (1 if jobs else _WORTH_A_PROCESS)
    if worth < 2 or not sys.platform.startswith("linux"):
        return 1
    from threading import active_count

    return min(jobs or len(os.sched_getaffinity(0)), worth) if active_count() == 1 else 1


class Shared(NamedTuple):
    """What processes found out about files, in their order."""

    defined: list[list[Definition]]
    """What each of them defines for others."""
    reports: list[FileReport]
    checker: Checker


def check_in_processes(
    paths: Sequence[str],
    count: int,
    by_file: ByFile,
    outside: Find | None,
    progress: Progress | None,
    load: Callable[[str], LoadedFile] = load_path,
    among: Callable[[Sequence[Sequence[Definition]]], Iterable[Definition]] = chain.from_iterable,
) -> Shared:
    """Check files in `count` processes; what is said is the same as in one.

    `among` gives all that the workspace defines, in order, from what each of the files does.
    """
    from multiprocessing import get_context

    context = get_context("fork")
    load = _finished(paths, load, by_file)
    own, *shares = _shares(paths, count)
    workers = []
    for share in shares:
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(share, by_file, outside, load, there), daemon=True)
        process.start()
        there.close()
        workers.append((process, here, share))
    files = [load(path) for path in own]
    by_path = _defined(files)
    for _, pipe, share in workers:
        by_path += _receive(pipe) or _defined(map(load, share))
    defined = list(among(by_path))
    for _, pipe, _ in workers:
        _send(pipe, defined)
    checker = Checker(Definitions(defined), Shelf(files, load), outside)
    reports = file_reports(files, checker, by_file, _scaled(progress, count))
    for process, pipe, share in workers:
        # A process that is gone was killed from outside or had no memory: its share is done here.
        reports += _receive(pipe) or file_reports(list(map(load, share)), checker, by_file)
        process.join()
    return Shared(by_path, reports, checker)


def _finished(paths: Sequence[str], load: Callable[[str], LoadedFile], by_file: ByFile) -> Callable[[str], LoadedFile]:
    """Loads files with the defaults of their workflows; a mistake in these ends the check before it is spread."""
    named = {by_file(path).workflow_defaults for path in paths} - {None}
    for defaults in named:
        if defaults is not None:
            read_defaults(defaults)
    return (lambda path: with_defaults(load(path), by_file(path).workflow_defaults)) if named else load


def _defined(files: Iterable[LoadedFile]) -> list[list[Definition]]:
    return [file_definitions([file]) for file in files]


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
    paths: Sequence[str],
    by_file: ByFile,
    outside: Find | None,
    load: Callable[[str], LoadedFile],
    pipe: Connection,
) -> None:
    files = [load(path) for path in paths]
    pipe.send(_defined(files))
    checker = Checker(Definitions(pipe.recv()), Shelf(files, load), outside)
    pipe.send(file_reports(files, checker, by_file))


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
