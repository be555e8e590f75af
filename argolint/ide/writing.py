"""How another name is written in place of an occurrence."""

from __future__ import annotations

from argolint.diagnostic import Edit
from argolint.ide.symbols import Form, Occurrence
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import PLAIN, SINGLE
from argolint.syntax.places import locate
from argolint.syntax.scalars import ScalarKind, plain_kind

_IDENTIFIER = lazy_pattern(r"[A-Za-z_][A-Za-z0-9_]*")
_WORDS = frozenset(
    {
        "and", "or", "not", "in", "contains", "startsWith", "endsWith", "matches", "let", "if", "else",
        "true", "false", "nil",
    }
)  # fmt: skip
"""Words of the expression language; behind a dot some of them are no names."""

_DOTS = ("?.", ".")


def renamed(occurrence: Occurrence, name: str) -> Edit:
    """The edit that puts another name in; the quotes and the style around it stay."""
    source, span = occurrence.source, occurrence.span
    if occurrence.form is Form.WHOLE and occurrence.scalar.style == PLAIN:
        is_text = plain_kind(name) is ScalarKind.STRING
        return Edit(source, span, name if is_text else f'"{name}"')
    if occurrence.form is Form.MEMBER and (name in _WORDS or _IDENTIFIER.fullmatch(name) is None):
        return _in_brackets(occurrence, name)
    return Edit(source, span, name)


def _in_brackets(occurrence: Occurrence, name: str) -> Edit:
    """A member by its name in brackets, which take the place of the dot; `?.` stays before them."""
    scalar = occurrence.scalar
    before = scalar.text[: occurrence.at].rstrip()
    dot = next((dot for dot in _DOTS if before.endswith(dot)), "")
    start = len(before[: len(before) - len(dot)].rstrip())
    quote = '"' if scalar.style == SINGLE else "'"
    kept = dot if dot == "?." else ""
    span = locate(occurrence.source, scalar, start, occurrence.at + len(occurrence.symbol.name))
    return Edit(occurrence.source, span, f"{kept}[{quote}{name}{quote}]")
