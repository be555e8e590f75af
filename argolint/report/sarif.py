"""The report as SARIF 2.1.0 (OASIS), for code scanning of GitHub, Azure DevOps and others."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from argolint import __version__, resources
from argolint.diagnostic import Severity
from argolint.project.fingerprints import fingerprints
from argolint.project.paths import ShownPaths
from argolint.rules.registry import find_rule

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic, Fix
    from argolint.project.session import Report
    from argolint.report.style import Style
    from argolint.source import SourceFile, Span

    Json = dict[str, Any]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {**_LEVELS, Severity.INFO: "recommendation"}
_SECURITY = {Severity.ERROR: "8.0", Severity.WARNING: "5.0", Severity.INFO: "2.0"}
"""How bad a finding of the group `security` is on the scale of CVSS, by which code scanning sorts."""

_ROOT = "%SRCROOT%"
_INTERNAL = "internal-error"
_COMMENT = re.compile(r"<!--.*?-->\n*")


def render(report: Report, style: Style) -> str:  # noqa: ARG001  (all formats are called alike)
    """One run with the rules that spoke, their pages as help, and what mends each finding."""
    paths = ShownPaths()
    names = sorted({found.rule for found in report.diagnostics})
    known = fingerprints(report.diagnostics, paths)
    run = {
        "tool": {"driver": {"name": "argolint", "version": __version__, "rules": [_rule(name) for name in names]}},
        "invocations": [{"executionSuccessful": _INTERNAL not in names}],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(found, names.index(found.rule), fingerprint, paths)
            for found, fingerprint in zip(report.diagnostics, known, strict=True)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(name: str) -> Json:
    rule = find_rule(name)
    if rule is None:  # a failure of ours, which has no page
        return {"id": name, "shortDescription": {"text": "argolint failed"}}
    page = _COMMENT.sub("", resources.read("rules", f"{name}.md"))
    properties: Json = {"tags": [rule.group], "problem.severity": _PROBLEMS[rule.severity]}
    if rule.group == "security":
        properties["security-severity"] = _SECURITY[rule.severity]
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": properties,
    }


def _result(found: Diagnostic, index: int, fingerprint: str, paths: ShownPaths) -> Json:
    text = found.message if found.help is None else f"{found.message}\nhelp: {found.help}"
    location = {"physicalLocation": _physical(found.source, found.span, paths)}
    if found.object is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": found.object, "kind": "object"}]  # type: ignore[assignment]
    result: Json = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"argolint/v1": fingerprint},
    }
    if found.labels:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": label.message},
                "physicalLocation": _physical(label.source, label.span, paths),
            }
            for number, label in enumerate(found.labels)
        ]
    if found.fix is not None:
        result["fixes"] = [_fix(found.fix, paths)]
    return result


def _physical(source: SourceFile, span: Span, paths: ShownPaths) -> Json:
    return {"artifactLocation": _artifact(source.path, paths), "region": _region(source, span)}


def _artifact(path: str, paths: ShownPaths) -> Json:
    shown = paths[path]
    if shown.startswith("/"):
        return {"uri": f"file://{quote(shown, errors='surrogateescape')}"}
    return {"uri": quote(shown, errors="surrogateescape"), "uriBaseId": _ROOT}


def _region(source: SourceFile, span: Span) -> Json:
    start, end = source.position(span.start), source.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _fix(fix: Fix, paths: ShownPaths) -> Json:
    changes: dict[str, Json] = {}
    for edit in fix.edits:
        change = changes.setdefault(
            edit.source.path, {"artifactLocation": _artifact(edit.source.path, paths), "replacements": []}
        )
        replacement: Json = {"deletedRegion": _region(edit.source, edit.span)}
        if edit.text:
            replacement["insertedContent"] = {"text": edit.text}
        change["replacements"].append(replacement)
    return {"description": {"text": fix.title}, "artifactChanges": list(changes.values())}
