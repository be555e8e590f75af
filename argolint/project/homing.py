"""Leads findings from the texts that were checked back to the files that people see."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.syntax.extended import ExtendedText
from argolint.syntax.inner import InnerText

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic, Fix, Label
    from argolint.source import SourceFile, Span

_MADE = (ExtendedText, InnerText)


class Home(NamedTuple):
    """A place in a file."""

    source: SourceFile
    span: Span


def home(source: SourceFile, span: Span) -> Home | None:
    """The place in its file of a place in a text that was made of it; None for what does not stand there at all."""
    while isinstance(source, _MADE):
        if isinstance(source, ExtendedText):
            if not source.holds(span):
                return None
        else:
            span = source.home(span)
        source = source.outer
    return Home(source, span)


def at_home(found: Diagnostic) -> Diagnostic | None:
    """A finding with its places in files; None if it is about what is written elsewhere, and told there.

    What mends a text inside a file does not mend the file.
    """
    if not isinstance(found.source, _MADE) and not any(isinstance(at.source, _MADE) for at in found.labels):
        return found
    at = home(found.source, found.span)
    if at is None:
        return None
    labels = tuple(label for one in found.labels if (label := _label(one)) is not None)
    fix = _fix(found.fix) if found.fix is not None else None
    return found._replace(source=at.source, span=at.span, labels=labels, fix=fix)


def _label(label: Label) -> Label | None:
    at = home(label.source, label.span)
    return label._replace(source=at.source, span=at.span) if at is not None else None


def _fix(fix: Fix) -> Fix | None:
    edits = []
    for edit in fix.edits:
        source = edit.source
        if isinstance(source, ExtendedText):
            if not source.holds(edit.span):
                return None
            source = source.outer
        if isinstance(source, InnerText):
            return None
        edits.append(edit._replace(source=source))
    return fix._replace(edits=tuple(edits))
