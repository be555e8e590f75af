"""The report as workflow commands of GitHub Actions, which it shows beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.project.paths import ShownPaths

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic
    from argolint.project.session import Report
    from argolint.report.style import Style

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_IN_PROPERTY = {**_IN_DATA, ord(":"): "%3A", ord(","): "%2C"}


def render(report: Report, style: Style) -> str:  # noqa: ARG001  (all formats are called alike)
    """One workflow command a finding."""
    paths = ShownPaths()
    return "".join(f"{_command(one, paths)}\n" for one in report.diagnostics)


def _command(diagnostic: Diagnostic, paths: ShownPaths) -> str:
    properties = {"file": paths[diagnostic.file], **_place(diagnostic), "title": diagnostic.rule}
    written = ",".join(f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_message(diagnostic, paths).translate(_IN_DATA)}"


def _place(diagnostic: Diagnostic) -> dict[str, int]:
    """Lines, and columns where GitHub allows them: it drops them from what spans several lines."""
    start, end = diagnostic.start, diagnostic.end
    place = {"line": start.line, "endLine": end.line}
    if start.line == end.line:
        place |= {"col": start.column, "endColumn": max(end.column, start.column + 1)}
    return place


def _message(diagnostic: Diagnostic, paths: ShownPaths) -> str:
    lines = [diagnostic.message]
    lines += [f"{paths[label.file]}:{label.line}:{label.column}: {label.message}" for label in diagnostic.labels]
    if diagnostic.help:
        lines.append(f"help: {diagnostic.help}")
    return "\n".join(lines)
