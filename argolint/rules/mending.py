"""Fixes that need no rule of their own: a word in place of another one, and what is not needed cut out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.nearest import Suggestion
from argolint.patterns import lazy_pattern
from argolint.rules.api import Change, Mending
from argolint.source import Span

if TYPE_CHECKING:
    from argolint.source import SourceFile
    from argolint.syntax.nodes import Mapping, Node

_WORD = lazy_pattern(r"[A-Za-z_][\w./-]*")
_OTHER_TYPES = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
"""What YAML does not take for a text."""


def suggested(help_: str | None, span: Span, source: SourceFile) -> Mending | None:
    """The fix that a suggestion offers, if what it is about stands once at that place and can be overwritten."""
    if not isinstance(help_, Suggestion) or not is_word(help_.better):
        return None
    at = source.text.find(help_.name, span.start, span.end)
    if at < 0 or source.text.find(help_.name, at + 1, span.end) >= 0:
        return None
    return instead(Span(at, at + len(help_.name)), help_.better)


def is_word(text: str) -> bool:
    """Whether a text stays that text in every style of YAML."""
    return _WORD.fullmatch(text) is not None and text.lower() not in _OTHER_TYPES


def instead(span: Span, text: str, *, safe: bool = False) -> Mending:
    """The fix that writes a text in place of what stands at a span."""
    return Mending(f"write `{text}`", (Change(span, text),), safe)


def cut(source: SourceFile, root: Mapping, target: Node, what: str, *, safe: bool = False) -> Mending | None:
    """The fix that takes a part of a map out, or None where it is bound up with others."""
    from argolint.syntax.editing import without  # few findings come with one

    span = without(source.text, root, target)
    return Mending(f"take {what} away", (Change(span, ""),), safe) if span is not None else None
