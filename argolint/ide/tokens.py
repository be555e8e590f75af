"""What is to be coloured in a file: names by what they mean, and the words of the languages inside texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.ide.navigation import declared
from argolint.ide.symbols import Form, Role, SymbolKind
from argolint.ide.words import Word, words

if TYPE_CHECKING:
    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Occurrence
    from argolint.source import Span


class Token(NamedTuple):
    """One name or word; of a name also whether it is given here, and whether nothing of that name is known."""

    span: Span
    kind: SymbolKind | Word
    is_declaration: bool = False
    is_unresolved: bool = False


def tokens(snapshot: Snapshot, path: str, within: Span | None = None) -> tuple[Token, ...]:
    """The tokens of a file, or of a part of it, in order; none overlaps another, and names come before words."""
    names = [
        _name(snapshot, place)
        for place in snapshot.symbols(path).occurrences
        if place.form is not Form.FILLED and _is_within(place.span, within)
    ]
    inside = [
        Token(span, word)
        for item in snapshot.objects(path)
        for span, word in words(item, snapshot.settings.argo_version)
        if _is_within(span, within)
    ]
    return _apart(names, inside)


def _is_within(span: Span, within: Span | None) -> bool:
    return span.start < span.end and (within is None or (within.start <= span.start and span.end <= within.end))


def _name(snapshot: Snapshot, place: Occurrence) -> Token:
    is_declaration = place.role is Role.DECLARATION
    is_unresolved = not is_declaration and not declared(snapshot, place.symbol)
    return Token(place.span, place.symbol.kind, is_declaration, is_unresolved)


def _apart(names: list[Token], inside: list[Token]) -> tuple[Token, ...]:
    """All in order, without words that touch a name (as the text in `['name']` does) or what came before."""
    found: list[Token] = []
    for token in names:
        if not found or found[-1].span.end <= token.span.start:
            found.append(token)
    taken = iter([*found])
    following = next(taken, None)
    end = 0
    for token in sorted(inside):
        while following is not None and following.span.end <= token.span.start:
            following = next(taken, None)
        is_free = following is None or token.span.end <= following.span.start
        if is_free and end <= token.span.start:
            found.append(token)
            end = token.span.end
    return tuple(sorted(found))
