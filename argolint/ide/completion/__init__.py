"""What may be written at a place, also where the text is half typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.ide.completion.keys import keys, words
from argolint.ide.completion.names import names
from argolint.ide.completion.probing import Offer, Probe, probe
from argolint.ide.completion.symbols import symbols
from argolint.ide.completion.variables import variables

if TYPE_CHECKING:
    from argolint.ide.snapshot import Snapshot

__all__ = ["Offer", "complete"]

_SOURCES = (variables, names, symbols, words, keys)


def complete(snapshot: Snapshot, path: str, offset: int) -> tuple[Probe | None, tuple[Offer, ...]]:
    """What may stand at an offset of a file, the likeliest first, with the word that it takes the place of."""
    found = probe(snapshot, path, offset)
    if found is None:
        return None, ()
    fallback: list[Offer] = []
    for source in _SOURCES:
        offers = source(found)
        if offers is not None and (not offers or _fits(found.typed, offers)):
            return found, tuple(dict.fromkeys(offers))
        fallback = fallback or offers or []
    return found, tuple(dict.fromkeys(fallback))


def _fits(typed: str, offers: list[Offer]) -> bool:
    """Whether any of them goes on with what has been typed."""
    return any(offer.name.lower().startswith(typed.lower()) for offer in offers)
