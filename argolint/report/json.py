"""The report for programs: one JSON document, one line a finding."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from argolint.project.paths import ShownPaths
from argolint.report.summary import count

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic
    from argolint.project.session import Report
    from argolint.report.style import Style
    from argolint.source import SourceFile, Span

VERSION = 1
"""The number of the document's form; it grows when a field goes or changes its meaning."""


def render(report: Report, style: Style) -> str:  # noqa: ARG001  (all formats are called alike)
    """The whole report as a JSON document, in ASCII."""
    paths = ShownPaths()
    findings = ",".join(f"\n{json.dumps(_finding(one, paths))}" for one in report.diagnostics)
    end = "\n" if findings else ""
    summary = json.dumps(count(report)._asdict())
    return f'{{"version": {VERSION}, "diagnostics": [{findings}{end}], "summary": {summary}}}\n'


def _finding(diagnostic: Diagnostic, paths: ShownPaths) -> dict[str, Any]:
    return {
        "file": paths[diagnostic.file],
        "range": _range(diagnostic.source, diagnostic.span),
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "object": diagnostic.object,
        "labels": [
            {"file": paths[label.file], "range": _range(label.source, label.span), "message": label.message}
            for label in diagnostic.labels
        ],
        "fixable": diagnostic.fix is not None,
    }


def _range(source: SourceFile, span: Span) -> dict[str, dict[str, int]]:
    return {"start": source.position(span.start)._asdict(), "end": source.position(span.end)._asdict()}
