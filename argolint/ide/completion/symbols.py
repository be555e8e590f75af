"""The names of what is declared where a reference looks for it, told by what the name at a place is read as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.ide.completion.probing import MARK, Offer
from argolint.ide.symbols import Form, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.ide.completion.probing import Probe
    from argolint.ide.symbols import Occurrence, Symbol


def symbols(probe: Probe) -> list[Offer] | None:
    """What a reference at a place may name; None where none stands."""
    here = [at for at in probe.snapshot.symbols(probe.source.path).occurrences if _is_meant(at)]
    if not here:
        return None
    offers: list[Offer] = []
    for found in here:
        # The word at hand may hold what stands before the name, such as `steps.`.
        before = probe.source.text[probe.span.start : max(probe.span.start, found.span.start)]
        offers += [
            Offer(before + symbol.name, "variable", symbol.kind.value)
            for symbol in _declared(probe, found.symbol)
            if found.form is not Form.MEMBER or symbol.name.isidentifier()
        ]
    return offers


def _is_meant(found: Occurrence) -> bool:
    return found.role is not Role.DECLARATION and MARK in found.symbol.name


def _declared(probe: Probe, wanted: Symbol) -> Iterator[Symbol]:
    """The symbols of the same kind that are declared in the same scope."""
    path = wanted.file
    for found in probe.snapshot.symbols(path).occurrences:
        symbol = found.symbol
        if found.role is Role.DECLARATION and symbol.kind is wanted.kind and symbol.scope == wanted.scope:
            yield symbol
