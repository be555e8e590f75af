"""The names in a file by what they mean, for colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.ide.navigation import declared
from argolint.ide.symbols import Form, Role, SymbolKind

if TYPE_CHECKING:
    from argolint.ide.snapshot import Snapshot
    from argolint.source import Span


class Token(NamedTuple):
    """One name: the kind of what it means, whether it is given here, and whether nothing of that name is known."""

    span: Span
    kind: SymbolKind
    is_declaration: bool
    is_unresolved: bool


def tokens(snapshot: Snapshot, path: str, within: Span | None = None) -> tuple[Token, ...]:
    """The names of a file, or of a part of it, in order; none overlaps another."""
    found: list[Token] = []
    end = 0
    for place in snapshot.symbols(path).occurrences:
        span = place.span
        if span.start < end or place.form is Form.FILLED or span.start == span.end:
            continue
        if within is not None and not (within.start <= span.start and span.end <= within.end):
            continue
        end = span.end
        unresolved = place.role is not Role.DECLARATION and not declared(snapshot, place.symbol)
        found.append(Token(span, place.symbol.kind, place.role is Role.DECLARATION, unresolved))
    return tuple(found)
