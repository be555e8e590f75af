"""The report as reviewdog's rdjson, which it turns into comments of a review, with suggestions to accept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from argolint.project.paths import ShownPaths

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic
    from argolint.project.session import Report
    from argolint.report.style import Style
    from argolint.source import SourceFile, Span


def render(report: Report, style: Style) -> str:  # noqa: ARG001  (all formats are called alike)
    """One object with a list of findings."""
    paths = ShownPaths()
    found = [_finding(one, paths) for one in report.diagnostics]
    return json.dumps({"source": {"name": "argolint"}, "diagnostics": found}, indent=1) + "\n"


def _finding(found: Diagnostic, paths: ShownPaths) -> dict[str, Any]:
    message = found.message if found.help is None else f"{found.message}\nhelp: {found.help}"
    made: dict[str, Any] = {
        "message": message,
        "location": _location(found.source, found.span, paths),
        "severity": found.severity.upper(),
        "code": {"value": found.rule},
    }
    if found.labels:
        made["relatedLocations"] = [
            {"message": label.message, "location": _location(label.source, label.span, paths)} for label in found.labels
        ]
    edits = found.fix.edits if found.fix is not None else ()
    # A suggestion is taken by itself, so one that is only a part of the fix would do harm.
    if len(edits) == 1 and edits[0].source is found.source:
        made["suggestions"] = [{"range": _range(found.source, edits[0].span), "text": edits[0].text}]
    return made


def _location(source: SourceFile, span: Span, paths: ShownPaths) -> dict[str, Any]:
    return {"path": paths[source.path], "range": _range(source, span)}


def _range(source: SourceFile, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _place(source, span.start), "end": _place(source, span.end)}


def _place(source: SourceFile, offset: int) -> dict[str, int]:
    """Line and column from 1; reviewdog counts columns in bytes of UTF-8."""
    line, column = source.position(offset)
    return {"line": line, "column": len(source.line(line)[: column - 1].encode("utf-8", "replace")) + 1}
