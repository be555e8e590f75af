"""A first answer while somebody types: what is edited is checked, and of the rest counts what was said before.

An edit in one template may make another one wrong, so the whole check follows as soon as nothing else waits.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from argolint.project.checking import is_quick
from argolint.rules.registry import find_rule
from argolint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.diagnostic import Diagnostic, Label
    from argolint.model import Template
    from argolint.project.files import LoadedFile
    from argolint.source import SourceFile


class Checked(NamedTuple):
    """What a whole check said of a file."""

    file: LoadedFile
    diagnostics: tuple[Diagnostic, ...]


class Change(NamedTuple):
    """What became of a text: up to `start` it is the same, and from `end` of the new one on, moved by `shift`."""

    start: int
    end: int
    shift: int

    @property
    def span(self) -> Span:
        """Where the new text differs."""
        return Span(self.start, self.end)

    def moved(self, span: Span) -> Span | None:
        """Where a part of the old text now stands; None if it is no more what it was."""
        if span.end <= self.start:
            return span
        if span.start >= self.end - self.shift:
            return Span(span.start + self.shift, span.end + self.shift)
        return None

    def touches(self, span: Span) -> bool:
        """Whether a part of the new text holds the change or borders on it."""
        return span.start <= self.end and self.start <= span.end


def change_between(before: str, after: str) -> Change:
    """The smallest change that makes one text the other."""
    shorter = min(len(before), len(after))
    start = _most(shorter, lambda count: before[:count] == after[:count])
    tail = _most(shorter - start, lambda count: before[len(before) - count :] == after[len(after) - count :])
    return Change(start, len(after) - tail, len(after) - len(before))


def change_since(checked: Checked, file: LoadedFile) -> Change | None:
    """The change since a whole check; None where most of the file may have another meaning."""
    if len(checked.file.documents) != len(file.documents):
        return None
    change = change_between(checked.file.source.text, file.source.text)
    for (before, _), (after, _) in zip(checked.file.documents, file.documents, strict=True):
        if change.touches(after.span) and (before.root is None or after.root is None):
            return None
    return change


def combined(checked: Checked, file: LoadedFile, change: Change, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What was found in the part that is edited, with what was said before of the rest."""
    is_renewed = _renewed(file, change)
    kept = []
    for each in checked.diagnostics:
        moved = _moved(each, change, file.source)
        if moved is not None and not (is_renewed(moved.span.start) and _is_quick(each.rule)):
            kept.append(moved)
    ordered = sorted([*kept, *found], key=lambda each: (each.span, each.rule, each.message))
    return tuple({(each.span, each.rule, each.message): each for each in ordered}.values())


def _renewed(file: LoadedFile, change: Change) -> Callable[[int], bool]:
    """Whether what stands at an offset belongs to what is checked again."""
    touched = [(document, items) for document, items in file.documents if change.touches(document.span)]
    templates = sorted(
        ((at.node.span, at) for _, items in touched for item in items for at in item.templates),
        key=lambda each: each[0],
    )

    def is_renewed(offset: int) -> bool:
        at = bisect_right(templates, offset, key=lambda each: each[0].start) - 1
        if at >= 0 and offset <= templates[at][0].end:
            return change.touches(_innermost(templates[at][1], offset).node.span)
        return any(document.span.start <= offset <= document.span.end for document, _ in touched)

    return is_renewed


def _innermost(template: Template, offset: int) -> Template:
    """The template around an offset: this one, or one within it."""
    for inner in _inline(template):
        if inner.node.start <= offset <= inner.node.end:
            return _innermost(inner, offset)
    return template


def _inline(template: Template) -> Iterator[Template]:
    return (call.inline for call in template.calls() if call.inline is not None)


def _is_quick(name: str) -> bool:
    rule = find_rule(name)
    return rule is None or is_quick(rule)


def _moved(found: Diagnostic, change: Change, source: SourceFile) -> Diagnostic | None:
    """A finding where it now stands; what would mend it is not told again."""
    span = change.moved(found.span)
    if span is None:
        return None
    labels = (_moved_label(label, change, source) for label in found.labels)
    return found._replace(source=source, span=span, fix=None, labels=tuple(at for at in labels if at is not None))


def _moved_label(label: Label, change: Change, source: SourceFile) -> Label | None:
    if label.file != source.path:
        return label
    span = change.moved(label.span)
    return label._replace(source=source, span=span) if span is not None else None


def _most(limit: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to a limit for which something holds that holds for all smaller ones."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low
