"""The report as Checkstyle's XML, which many review tools read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from argolint.project.paths import ShownPaths
from argolint.report.xml_text import child, document, element

if TYPE_CHECKING:
    from argolint.project.session import Report
    from argolint.report.style import Style

_VERSION = "10.0"
"""The Checkstyle whose form this is; readers look for the attribute, not at it."""


def render(report: Report, style: Style) -> str:  # noqa: ARG001  (all formats are called alike)
    """An element a file with findings."""
    paths = ShownPaths()
    root = element("checkstyle", {"version": _VERSION})
    for path, group in groupby(report.diagnostics, lambda one: one.file):
        file = child(root, "file", {"name": paths[path]})
        for found in group:
            message = found.message if found.help is None else f"{found.message} ({found.help})"
            place = {"line": found.line, "column": found.column, "severity": found.severity}
            child(file, "error", {**place, "message": message, "source": f"argolint.{found.rule}"})
    return document(root)
