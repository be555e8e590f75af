"""From a report to the text that is shown and the exit status."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.cli.options import Options
    from argolint.diagnostic import Diagnostic
    from argolint.project.configuration.effective import Configurations
    from argolint.project.discovery import Discovery
    from argolint.project.outcome import Report

_INTERNAL_ERROR = "internal-error"


def rendered(report: Report, options: Options, name: str | None = None, known: dict[int, str] | None = None) -> str:
    """The report in a format, by default the one for standard output, which alone has colours.

    `known` is what findings are known to look like, and all of them where the format is `text`.
    """
    from argolint.report.style import Style

    color = name is None and console.wants_color(options.color, sys.stdout)
    name = name or ("statistics" if options.statistics else options.format)
    style = Style(color=color, summary=not options.quiet)
    more = (known,) if name == "text" else ()
    text: str = import_module(f"argolint.report.{name}").render(report, style, *more)
    return text


def complaints(found: Discovery, allow_empty: bool) -> Iterator[str]:
    """What is wrong with the paths that were named."""
    for path in found.missing:
        yield f"no such file or folder: `{path}`"
    for path in found.empty if not allow_empty else ():
        yield f"no YAML or JSON file in `{path}`"


def nothing_to_check(report: Report) -> str:
    """The word on files without any object of Argo."""
    from argolint.model import Kind
    from argolint.report.summary import plural

    *kinds, last = (kind.value for kind in Kind)
    return f"nothing to check: no {', '.join(kinds)} or {last} found in {plural(len(report.files), 'file')}"


def status(report: Report, configurations: Configurations, complained: bool) -> Status:
    """The exit status that findings come to."""
    if any(diagnostic.rule == _INTERNAL_ERROR for diagnostic in report.diagnostics):
        return Status.INTERNAL
    if complained:
        return Status.USAGE
    fails = any(_fails(one, configurations.settings(one.file).fail_on) for one in report.diagnostics)
    return Status.FINDINGS if fails else Status.CLEAN


def _fails(diagnostic: Diagnostic, least: str) -> bool:
    from argolint.diagnostic import Severity

    return least != "never" and diagnostic.severity.rank >= Severity(least).rank
