"""From a place to what it means, and to everywhere else it stands."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from argolint.ide.symbols import OF_THE_RUN, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Occurrence, Symbol


def at(snapshot: Snapshot, path: str, offset: int) -> tuple[Occurrence, ...]:
    """What stands at an offset, or ends there; several where one name has several meanings, the nearest first."""
    occurrences = snapshot.symbols(path).occurrences
    first = bisect_left(occurrences, offset, key=lambda found: found.span.end)
    touching = []
    for found in occurrences[first:]:
        if found.span.start > offset:
            break
        touching.append(found)
    inside = [found for found in touching if found.span.end > offset]
    return tuple(inside or touching)


def declared(snapshot: Snapshot, symbol: Symbol) -> list[Occurrence]:
    """Where a symbol is declared: in its own object, or in those that share the name in one run."""
    own = snapshot.declarations(symbol)
    if own:
        return own
    return [found for other in snapshot.counterparts(symbol) for found in snapshot.declarations(other)]


def definition(snapshot: Snapshot, path: str, offset: int) -> tuple[Occurrence, ...]:
    """The declarations of what stands at an offset; the place itself only where there is no other."""
    here = at(snapshot, path, offset)
    found = _each_once(target for occurrence in here for target in declared(snapshot, occurrence.symbol))
    elsewhere = tuple(target for target in found if not any(_same_place(target, place) for place in here))
    return elsewhere or found


def references(snapshot: Snapshot, symbol: Symbol, *, with_declarations: bool = True) -> tuple[Occurrence, ...]:
    """Every place that means a symbol, in all files; of names of a run also those in the objects that share it."""
    return _references(snapshot, [symbol], with_declarations)


def references_at(
    snapshot: Snapshot, path: str, offset: int, *, with_declarations: bool = True
) -> tuple[Occurrence, ...]:
    """Every place that means what stands at an offset, in each of its meanings."""
    return _references(snapshot, [found.symbol for found in at(snapshot, path, offset)], with_declarations)


def _references(snapshot: Snapshot, symbols: Iterable[Symbol], with_declarations: bool) -> tuple[Occurrence, ...]:
    found = _each_once(
        place
        for symbol in symbols
        for each in (symbol, *snapshot.counterparts(symbol))
        for place in snapshot.occurrences(each)
    )
    return tuple(place for place in found if with_declarations or place.role is not Role.DECLARATION)


def highlights(snapshot: Snapshot, path: str, offset: int) -> tuple[Occurrence, ...]:
    """The places in the same file that mean what stands at an offset; a declaration is where it is given."""
    symbols = {found.symbol for found in at(snapshot, path, offset)}
    symbols |= {other for symbol in symbols if symbol.kind in OF_THE_RUN for other in snapshot.counterparts(symbol)}
    return _each_once(found for found in snapshot.symbols(path).occurrences if found.symbol in symbols)


def _each_once(found: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Without those at a place already seen, in the order given."""
    seen: dict[tuple[str, int, int], Occurrence] = {}
    for occurrence in found:
        seen.setdefault((occurrence.file, *occurrence.span), occurrence)
    return tuple(seen.values())


def _same_place(one: Occurrence, other: Occurrence) -> bool:
    return one.file == other.file and one.span == other.span
