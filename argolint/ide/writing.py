"""How another name is written in place of an occurrence."""

from __future__ import annotations

from argolint.diagnostic import Edit
from argolint.ide.symbols import Form, Occurrence
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import PLAIN, SINGLE
from argolint.syntax.scalars import ScalarKind, plain_kind

_IDENTIFIER = lazy_pattern(r"[A-Za-z_][A-Za-z0-9_]*")
_WORDS = frozenset(
    {
        "and", "or", "not", "in", "contains", "startsWith", "endsWith", "matches", "let", "if", "else",
        "true", "false", "nil",
    }
)  # fmt: skip
"""Words of the expression language; behind a dot some of them are no names."""


def renamed(occurrence: Occurrence, name: str) -> Edit:
    """The edit that puts another name in; the quotes and the style around it stay."""
    source, span = occurrence.source, occurrence.span
    if occurrence.form is Form.WHOLE and occurrence.style == PLAIN:
        is_text = plain_kind(name) is ScalarKind.STRING
        return Edit(source, span, name if is_text else f'"{name}"')
    if occurrence.form is Form.MEMBER and (name in _WORDS or _IDENTIFIER.fullmatch(name) is None):
        return _in_brackets(occurrence, name)
    return Edit(source, span, name)


def _in_brackets(occurrence: Occurrence, name: str) -> Edit:
    """A member by its name in brackets, which take the place of the dot; `?.` stays before them."""
    source, span = occurrence.source, occurrence.dotted
    quote = '"' if occurrence.style == SINGLE else "'"
    kept = "?." if "?" in source.text[span.start : occurrence.span.start] else ""
    return Edit(source, span, f"{kept}[{quote}{name}{quote}]")
