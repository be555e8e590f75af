"""Collects what is found in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.ide.symbols import FileSymbols, Form, Occurrence, Opening, Role, Symbol
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.ide.paths import Part
    from argolint.ide.symbols import Scope, SymbolKind
    from argolint.source import SourceFile, Span
    from argolint.syntax.nodes import Scalar


class Found:
    """The occurrences of a file so far; what an alias leads to twice is kept once for each meaning."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self._occurrences: dict[tuple[Span, Symbol], Occurrence] = {}
        self._openings: list[Opening] = []
        self._uses: set[tuple[Scope, Scope]] = set()

    def whole(self, symbol: Symbol, scalar: Scalar, role: Role) -> None:
        """A scalar that is a name, or becomes one once its tags are filled in."""
        text = scalar.text
        form = Form.WHOLE if text == symbol.name else Form.FILLED
        self._add(symbol, scalar, 0, len(text), role, form)

    def part(self, symbol: Symbol, scalar: Scalar, part: Part, role: Role) -> None:
        """A part of a scalar's text that is a name."""
        self._add(symbol, scalar, part.start, part.end, role, part.form)

    def _add(self, symbol: Symbol, scalar: Scalar, start: int, end: int, role: Role, form: Form) -> None:
        span = locate(self.source, scalar, start, end)
        if self.source.text[span.start : span.end] != symbol.name:
            form = Form.FILLED
        known = self._occurrences.get((span, symbol))
        if known is None or (role is Role.DECLARATION and known.role is not role):
            self._occurrences[span, symbol] = Occurrence(symbol, self.source, span, role, form, scalar, start)

    def declare(self, kind: SymbolKind, name: Scalar | None, scope: Scope) -> None:
        """A name that is given to something; one made by a tag is any name of its kind."""
        if name is None:
            return
        if OPEN in name.text:
            self.open(kind, scope, name)
        else:
            self.whole(Symbol(kind, name.text, scope), name, Role.DECLARATION)

    def open(self, kind: SymbolKind | None, scope: Scope, scalar: Scalar, text: str | None = None) -> None:
        """A place that may read what it does not name."""
        self._openings.append(Opening(kind, scope, self.source, scalar.span, text))

    def use(self, user: Scope, used: Scope) -> None:
        """One object runs templates of another."""
        if user != used:
            self._uses.add((user, used))

    def result(self) -> FileSymbols:
        """All of it, in the order of places; declarations come first where several meanings share a place."""
        ordered = sorted(self._occurrences.values(), key=lambda at: (at.span, at.role is not Role.DECLARATION))
        return FileSymbols(tuple(ordered), tuple(self._openings), frozenset(self._uses))
