"""Where each symbol stands, over all files; made anew only for the files that change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from argolint.ide.symbols import FileSymbols, Occurrence, Symbol

_MOST_CHANGED = 32
"""With more changed files than these, a new index costs less than looking into each of them."""


class Index:
    """The occurrences by symbol: those of most files together, those of files changed since then one by one."""

    def __init__(self, whole: dict[Symbol, list[Occurrence]], changed: dict[str, dict[Symbol, list[Occurrence]]]):
        self._whole = whole
        self._changed = changed

    def of(self, symbol: Symbol) -> list[Occurrence]:
        """The places of a symbol, by file and offset."""
        found = [at for at in self._whole.get(symbol, ()) if at.file not in self._changed]
        for own in self._changed.values():
            found += own.get(symbol, ())
        return sorted(found, key=lambda at: (at.file, at.span)) if len(found) > 1 else found

    def symbols(self) -> Iterable[Symbol]:
        """Every symbol that stands anywhere."""
        every = dict.fromkeys(self._whole)
        for own in self._changed.values():
            every.update(dict.fromkeys(own))
        return [symbol for symbol in every if self.of(symbol)]

    def after(self, paths: Iterable[str], read: Callable[[str], FileSymbols]) -> Index | None:
        """The index after changes of some files; None where it has to be made as a whole."""
        changed = {**self._changed, **{path: by_symbol(read(path).occurrences) for path in paths}}
        return Index(self._whole, changed) if len(changed) <= _MOST_CHANGED else None


def by_symbol(occurrences: Iterable[Occurrence]) -> dict[Symbol, list[Occurrence]]:
    """Occurrences by what they mean."""
    found: dict[Symbol, list[Occurrence]] = {}
    for occurrence in occurrences:
        found.setdefault(occurrence.symbol, []).append(occurrence)
    return found
