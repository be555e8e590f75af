"""`argolint check`: from arguments to a report and an exit status."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from argolint.cli import console
from argolint.cli.files import STDIN, STDIN_NAME, append, read_stdin, write_whole
from argolint.cli.options import STEP_SUMMARY, Options, read_options
from argolint.cli.progress import Progress
from argolint.cli.rendering import render, to_render
from argolint.cli.reporting import complaints, nothing_to_check, rendered, status
from argolint.cli.status import Status
from argolint.project.configuration.effective import Configurations
from argolint.project.discovery import discover
from argolint.project.outcome import without_accepted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from argolint.project.cache.run import Memory
    from argolint.project.rendering.made import Failure, Rendered
    from argolint.project.session import Report, Settings

_KEPT_FORMATS = ("text", "concise")
"""Formats that say nothing but what the check found."""


def run(arguments: Sequence[str]) -> int:
    """Check what the arguments name, print the report, and return the exit status."""
    options = read_options(arguments)
    if options.watch:
        from argolint.cli.watching import watch

        return watch(options)
    return _once(options)


def _once(options: Options) -> int:
    configurations = Configurations(options.given, file=options.config, isolated=options.isolated, puts_off=True)
    named = [path for path in options.paths if path != STDIN]
    found = discover(named, gitignore=not options.isolated, excludes=configurations.excludes, render=to_render(options))
    stdin = (options.stdin_filename or STDIN_NAME, read_stdin()) if options.reads_stdin else None
    found, made = render(found, options)
    complained = list(complaints(found, options.allow_empty))
    for complaint in complained:
        console.complain(complaint)
    work = _Work(options, configurations, found.files, stdin, made)
    form = _form(options) if not complained else None
    memory = _memory(work, form) if options.cache else None
    if memory is not None and form is not None and (shown := memory.shown()) is not None:
        console.write(shown.text)
        return shown.status
    report = _check(work, memory=memory)
    if options.write_baseline:
        from argolint.cli.baselines import write

        write(report, configurations.settings)
        return Status.USAGE if complained else Status.CLEAN
    if report.stale:
        from argolint.cli.baselines import tell_or_prune

        tell_or_prune(report, prune=options.prune_baseline)
    if options.diff:
        return _differs(report, work, bool(complained))
    failed = bool(complained)
    if options.fix:
        report, written = _fixed(report, work)
        failed = failed or not written
    elif options.add_ignores:
        from argolint.cli.ignores import ignore

        written = ignore(report, configurations.settings, options.reason, stdin[0] if stdin is not None else None)
        return Status.CLEAN if written and not failed else Status.USAGE
    text = _show(report, options, memory.known if memory is not None else None)
    if report.objects or report.diagnostics:
        ended = status(report, configurations, failed)
        if memory is not None and form is not None:
            _remember(memory, text, ended)
        return ended
    if options.allow_empty and not found.missing:
        return Status.CLEAN
    if not complained:
        console.complain(nothing_to_check(report))
    return Status.USAGE


def _remember(memory: Memory, text: str, ended: Status) -> None:
    if ended in (Status.CLEAN, Status.FINDINGS):
        memory.show(text, ended)
    else:
        memory.keep()


class _Work(NamedTuple):
    """What is to be checked, and how."""

    options: Options
    configurations: Configurations
    files: Sequence[str]
    stdin: tuple[str, bytes] | None
    rendered: Sequence[Rendered | Failure]


def _fixed(report: Report, work: _Work) -> tuple[Report, bool]:
    from argolint.cli.fixing import fix

    stdin = work.stdin[0] if work.stdin is not None else None
    return fix(report, partial(_check, work), unsafe=work.options.unsafe_fixes, stdin=stdin)


def _differs(report: Report, work: _Work, complained: bool) -> Status:
    from argolint.cli.fixing import diff

    differs = diff(report, partial(_check, work), unsafe=work.options.unsafe_fixes)
    if complained:
        return Status.USAGE
    return Status.FINDINGS if differs else Status.CLEAN


def _show(report: Report, options: Options, known: dict[int, str] | None = None) -> str:
    """Write the report to standard output, unless one of the files that are named has it, and to those files.

    Where the output is taken by a mended text, it goes to standard error. What was written there is returned.
    """
    text = ""
    if not any(output.format == options.format for output in options.outputs):
        text = rendered(report, options, known=known)
        taken = options.fix and options.reads_stdin
        (console.write_beside if taken else console.write)(text)
    # Only now: where a file cannot be written, the command ends, and the findings shall have been seen.
    for output in options.outputs:
        write_whole(rendered(report, options, output.format), output.path)
    if options.summary:
        append(rendered(report, options, "markdown"), os.environ[STEP_SUMMARY])
    return text


def _memory(work: _Work, form: object) -> Memory | None:
    """The check of files as earlier runs know it; None where it is about more, or less, than files as they are."""
    settings = work.configurations.settings
    if work.stdin is not None or work.rendered:
        return None
    from argolint.project.cache.run import Memory

    return Memory(work.files, settings, isolated=work.options.isolated, jobs=settings("").jobs, form=form)


def _form(options: Options) -> object:
    """What decides about the text that is printed of a report; None where more is to be done."""
    if options.format not in _KEPT_FORMATS or not options.only_shows:
        return None
    return options.format, options.statistics, options.quiet, console.wants_color(options.color, sys.stdout)


def _check(work: _Work, texts: Mapping[str, str] | None = None, *, memory: Memory | None = None) -> Report:
    options, configurations = work.options, work.configurations
    watched = not options.quiet and console.is_terminal(sys.stderr)
    progress = Progress(sys.stderr) if watched else None
    try:
        if memory is not None:
            return without_accepted(memory.report(progress), _by_file(work))
        from argolint.project.session import check_paths

        return check_paths(
            work.files,
            configurations.settings(""),
            isolated=options.isolated,
            stdin=work.stdin,
            progress=progress,
            texts=texts,
            by_file=_by_file(work),
            rendered=work.rendered,
        )
    finally:
        if progress is not None:
            progress.clear()


def _by_file(work: _Work) -> Callable[[str], Settings]:
    settings = work.configurations.settings
    return (lambda path: settings(path)._replace(baseline=None)) if work.options.write_baseline else settings
