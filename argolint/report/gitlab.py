"""The report as GitLab's code quality widget reads it: the parts of Code Climate's form that GitLab asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.project.fingerprints import fingerprints
from argolint.project.paths import ShownPaths

if TYPE_CHECKING:
    from argolint.project.session import Report
    from argolint.report.style import Style

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(report: Report, style: Style) -> str:  # noqa: ARG001  (all formats are called alike)
    """A list with one object a finding."""
    paths = ShownPaths()
    known = fingerprints(report.diagnostics, paths)
    issues = [
        {
            "type": "issue",
            "check_name": found.rule,
            "description": found.message if found.help is None else f"{found.message} ({found.help})",
            "severity": _SEVERITIES[found.severity],
            "fingerprint": fingerprint,
            "location": {
                "path": paths[found.file],
                "positions": {"begin": found.start._asdict(), "end": found.end._asdict()},
                "lines": {"begin": found.start.line, "end": found.end.line},
            },
        }
        for found, fingerprint in zip(report.diagnostics, known, strict=True)
    ]
    return json.dumps(issues, indent=1) + "\n"
