"""What an editor may do about findings: mend one, or suppress one by a comment."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from argolint.diagnostic import Edit
from argolint.project.ignoring import add_ignores
from argolint.project.outcome import Report
from argolint.project.suppression import is_mandatory
from argolint.source import SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argolint.diagnostic import Diagnostic
    from argolint.project.outcome import Settings


class Action(NamedTuple):
    """Something to do about a finding: the edits, and whether it is what most would want."""

    title: str
    edits: tuple[Edit, ...]
    finding: Diagnostic
    is_preferred: bool = False


def actions(findings: Sequence[Diagnostic], settings: Settings) -> Iterator[Action]:
    """What may be done about each of some findings of one file."""
    for found in findings:
        if found.fix is not None:
            yield Action(found.fix.title, found.fix.edits, found, found.fix.safe)
    for found in findings:
        edits = ignoring(found, settings)
        if edits:
            yield Action(f"Ignore {found.rule} here with a comment", edits, found)


def ignoring(found: Diagnostic, settings: Settings) -> tuple[Edit, ...]:
    """The edits that suppress a finding by a comment; none where there is no room or it may not be hidden."""
    report = Report((found.source,), (), (found,))
    texts = add_ignores(report, lambda at: is_mandatory(at.rule, settings)).texts
    return smallest(found.source, texts[found.file]) if found.file in texts else ()


def smallest(source: SourceFile, text: str) -> tuple[Edit, ...]:
    """The edits, line by line, that turn a text into another one."""
    before, after = source.text.splitlines(keepends=True), text.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    return tuple(
        _trimmed(source, starts[first], starts[last], "".join(after[begin:end]))
        for kind, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if kind != "equal"
    )


def _trimmed(source: SourceFile, start: int, end: int, text: str) -> Edit:
    """An edit without what stays the same at both of its ends."""
    old = source.text[start:end]
    same = next((at for at, (one, other) in enumerate(zip(old, text, strict=False)) if one != other), None)
    head = min(len(old), len(text)) if same is None else same
    tail = 0
    while tail < min(len(old), len(text)) - head and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    return Edit(source, Span(start + head, end - tail), text[head : len(text) - tail])
