"""Collects what is found in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.flow.masking import MARK
from argolint.ide.symbols import FileSymbols, Form, Occurrence, Opening, Role, Symbol
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.ide.paths import Part
    from argolint.ide.symbols import Scope, SymbolKind
    from argolint.source import SourceFile, Span
    from argolint.syntax.nodes import Scalar


class Found:
    """The occurrences of a file so far; what an alias leads to twice is kept once for each meaning.

    Of a text that stands in a scalar of another one, as manifests do, the places are those in the file.
    """

    def __init__(self, source: SourceFile, outer: tuple[Found, Scalar] | None = None) -> None:
        self._text = source
        self._outer = outer
        self.source: SourceFile = source if outer is None else outer[0].source
        self._occurrences: dict[tuple[Span, Symbol], Occurrence] = {} if outer is None else outer[0]._occurrences
        self._openings: list[Opening] = [] if outer is None else outer[0]._openings
        self._uses: set[tuple[Scope, Scope]] = set() if outer is None else outer[0]._uses
        self._asked: set[str] = set() if outer is None else outer[0]._asked

    def inside(self, source: SourceFile, scalar: Scalar) -> Found:
        """Collects into the same what is found in the text of a scalar."""
        return Found(source, (self, scalar))

    def _place(self, scalar: Scalar, start: int, end: int) -> Span:
        span = locate(self._text, scalar, start, end)
        return span if self._outer is None else self._outer[0]._place(self._outer[1], span.start, span.end)

    def whole(self, symbol: Symbol, scalar: Scalar, role: Role) -> None:
        """A scalar that is a name, or becomes one once its tags are filled in."""
        text = scalar.text
        form = Form.WHOLE if text == symbol.name else Form.FILLED
        self._add(symbol, scalar, 0, len(text), role, form)

    def part(self, symbol: Symbol, scalar: Scalar, part: Part, role: Role) -> None:
        """A part of a scalar's text that is a name."""
        self._add(symbol, scalar, part.start, part.end, role, part.form)

    def _add(self, symbol: Symbol, scalar: Scalar, start: int, end: int, role: Role, form: Form) -> None:
        span = self._place(scalar, start, end)
        if self.source.text[span.start : span.end] != symbol.name:
            form = Form.FILLED
        known = self._occurrences.get((span, symbol))
        if known is None or (role is Role.DECLARATION and known.role is not role):
            dotted = span if form is not Form.MEMBER else self._place(scalar, _dot_before(scalar.text, start), end)
            self._occurrences[span, symbol] = Occurrence(symbol, self.source, span, role, form, scalar.style, dotted)

    def declare(self, kind: SymbolKind, name: Scalar | None, scope: Scope) -> None:
        """A name that is given to something; one made by a tag is any name of its kind."""
        if name is None:
            return
        if is_made(name):
            self.open(kind, scope, name)
        else:
            self.whole(Symbol(kind, name.text, scope), name, Role.DECLARATION)

    def refer(self, kind: SymbolKind, name: Scalar, scope: Scope) -> None:
        """A name that refers to something of a scope; one made by a tag may mean any in it."""
        if is_made(name):
            self.open(kind, scope, name)
        else:
            self.whole(Symbol(kind, name.text, scope), name, Role.REFERENCE)

    def open(self, kind: SymbolKind | None, scope: Scope, scalar: Scalar, text: str | None = None) -> None:
        """A place that may read what it does not name."""
        self._openings.append(Opening(kind, scope, self.source, self._place(scalar, 0, len(scalar.text)), text))

    def ask(self, name: str) -> None:
        """A library object is looked up by this name."""
        self._asked.add(name)

    def use(self, user: Scope, used: Scope) -> None:
        """One object runs templates of another."""
        if user != used:
            self._uses.add((user, used))

    def result(self) -> FileSymbols:
        """All of it, in the order of places; declarations come first where several meanings share a place."""
        ordered = sorted(self._occurrences.values(), key=lambda at: (at.span, at.role is not Role.DECLARATION))
        return FileSymbols(tuple(ordered), tuple(self._openings), frozenset(self._uses), frozenset(self._asked))


def is_made(name: Scalar) -> bool:
    """Whether a tag makes a name or a part of it; in manifests tags are masked."""
    return OPEN in name.text or MARK in name.text


def _dot_before(text: str, start: int) -> int:
    """Where the dot (or `?.`) before a member begins, blanks around it included."""
    before = text[:start].rstrip().removesuffix(".").removesuffix("?")
    return len(before.rstrip())
