"""Reports in values that can be written to a file, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from argolint.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from argolint.project.outcome import ObjectName, Report
from argolint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.project.cache.contents import Sources

Row: TypeAlias = tuple[Any, ...]


def report_row(report: Report) -> Row:
    """A report without its list of files."""
    return tuple(map(object_row, report.objects)), tuple(map(diagnostic_row, report.diagnostics))


def report_of(row: Row, paths: Iterable[str], sources: Sources) -> Report:
    """The report on files that hold what they held."""
    objects, diagnostics = row
    return Report(
        files=tuple(map(sources.__getitem__, paths)),
        objects=tuple(object_of(at, sources) for at in objects),
        diagnostics=tuple(diagnostic_of(at, sources) for at in diagnostics),
    )


def object_row(item: ObjectName) -> Row:
    """An object's name."""
    return item.file, str(item.kind), item.name, item.offset


def object_of(row: Row, sources: Sources) -> ObjectName:
    """The name of an object."""
    file, kind, name, offset = row
    return ObjectName(sources[file], kind, name, offset)


def diagnostic_row(found: Diagnostic) -> Row:
    """A finding."""
    labels = tuple((at.file, *at.span, at.message) for at in found.labels)
    fix = None
    if found.fix is not None:
        edits = tuple((edit.source.path, *edit.span, edit.text) for edit in found.fix.edits)
        fix = found.fix.title, edits, found.fix.safe
    severity = found.severity.value
    return (found.file, *found.span, found.message, found.rule, severity, found.object, labels, found.help, fix)


def diagnostic_of(row: Row, sources: Sources) -> Diagnostic:
    """The finding of a row."""
    file, start, end, message, rule, severity, owner, labels, help_, fix = row
    return Diagnostic(
        source=sources[file],
        span=Span(start, end),
        message=message,
        rule=rule,
        severity=Severity(severity),
        object=owner,
        labels=tuple(Label(sources[path], Span(first, last), text) for path, first, last, text in labels),
        help=help_,
        fix=_fix_of(fix, sources) if fix is not None else None,
    )


def _fix_of(row: Row, sources: Sources) -> Fix:
    title, edits, safe = row
    return Fix(title, tuple(Edit(sources[path], Span(start, end), text) for path, start, end, text in edits), safe)
