"""The report as JUnit's XML, which nearly every CI server shows: a suite a file, a case a finding."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.project.paths import ShownPaths
from argolint.report.xml_text import child, document, element

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic
    from argolint.project.session import Report
    from argolint.report.style import Style
    from argolint.report.xml_text import Element


def render(report: Report, style: Style) -> str:  # noqa: ARG001  (all formats are called alike)
    """Errors and warnings are failures, infos cases that pass with a text; a clean file is one case that passes."""
    paths = ShownPaths()
    found = {file: list(group) for file, group in groupby(report.diagnostics, lambda one: one.file)}
    failures = sum(map(_fails, report.diagnostics))
    cases = sum(len(found.get(source.path, ())) or 1 for source in report.files)
    root = element("testsuites", {"name": "argolint", "tests": cases, "failures": failures, "errors": 0})
    for source in report.files:
        _suite(root, paths[source.path], found.get(source.path, []))
    return document(root)


def _fails(found: Diagnostic) -> bool:
    return found.severity is not Severity.INFO


def _suite(root: Element, name: str, diagnostics: list[Diagnostic]) -> None:
    counts = {"tests": len(diagnostics) or 1, "failures": sum(map(_fails, diagnostics)), "errors": 0}
    suite = child(root, "testsuite", {"name": name, **counts})
    if not diagnostics:
        child(suite, "testcase", {"name": "argolint", "classname": name})
    for found in diagnostics:
        line, column = found.start
        case = child(suite, "testcase", {"name": f"{found.rule} {line}:{column}", "classname": name})
        text = f"{name}:{line}:{column}: {found.severity}[{found.rule}]: {found.message}"
        whole = text if found.help is None else f"{text}\nhelp: {found.help}"
        if _fails(found):
            child(case, "failure", {"type": found.severity, "message": found.message}, whole)
        else:
            child(case, "system-out", {}, whole)
