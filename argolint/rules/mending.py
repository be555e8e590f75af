"""Fixes that need no rule of their own: a word in place of another one, and what is not needed cut out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.nearest import Suggestion
from argolint.patterns import lazy_pattern
from argolint.rules.api import Change, Mending
from argolint.source import Span

if TYPE_CHECKING:
    from argolint.source import SourceFile
    from argolint.syntax.nodes import Mapping, Node, Scalar, Sequence

_WORD = lazy_pattern(r"[A-Za-z_][\w./-]*")
_NEEDS_CARE = lazy_pattern(r"[^ -~]|[\"'\\\\]")
_LISTS = ("schedules", "mutexes", "semaphores")
_OTHER_TYPES = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
"""What YAML does not take for a text."""


def suggested(help_: str | None, span: Span, source: SourceFile) -> Mending | None:
    """The fix that a suggestion offers, if what it is about stands once at that place and can be overwritten."""
    if not isinstance(help_, Suggestion) or not is_word(help_.better):
        return None
    return in_place(source, span, help_.name, help_.better)


def is_word(text: str) -> bool:
    """Whether a text stays that text in every style of YAML."""
    return _WORD.fullmatch(text) is not None and text.lower() not in _OTHER_TYPES


def in_place(source: SourceFile, span: Span, name: str, better: str, *, safe: bool = False) -> Mending | None:
    """The fix that overwrites what is at a span, if it stands there once as it is; its style is left as it is."""
    at = source.text.find(name, span.start, span.end)
    if at < 0 or source.text.find(name, at + 1, span.end) >= 0:
        return None
    return instead(Span(at, at + len(name)), better, safe=safe)


def instead(span: Span, text: str, *, safe: bool = False) -> Mending:
    """The fix that writes a text in place of what stands at a span."""
    return Mending(f"write `{text}`", (Change(span, text),), safe)


def cut(source: SourceFile, root: Mapping, target: Node, what: str, *, safe: bool = False) -> Mending | None:
    """The fix that takes a part of a map out, or None where it is bound up with others."""
    from argolint.syntax.editing import without  # few findings come with one

    span = without(source.text, root, target)
    return Mending(f"take {what} away", (Change(span, ""),), safe) if span is not None else None


def split(source: SourceFile, item: Scalar, holder: Sequence, words: list[str]) -> Mending | None:
    """The fix that makes several items of one."""
    if any(_NEEDS_CARE.search(word) for word in words):
        return None
    from argolint.syntax.editing import split_item

    shown = [word if is_word(word) else f'"{word}"' for word in words]
    span, text = split_item(source.text, item, holder, shown)
    return Mending(f"write {len(words)} items", (Change(span, text),))


def as_list(text: str, mapping: Mapping, key: Scalar, replacement: str | None) -> Mending | None:
    """The fix that makes a value the only item of the list that stands in for its field."""
    entry = mapping.entries[key.text]
    if replacement not in _LISTS or replacement in mapping.entries or entry.merged:
        return None
    from argolint.syntax.editing import as_only_item

    wrapped = as_only_item(text, entry.value)
    if wrapped is None:
        return None
    changes = (Change(key.span, replacement), *(Change(span, inserted) for span, inserted in wrapped))
    return Mending(f"put it into a list under `{replacement}`", changes, safe=True)
