"""When garbage is looked for: between two things, never in the midst of one, and not in what stays."""

from __future__ import annotations

import gc

_FEW = 4_000
"""New objects that are looked through when nothing else is to be done."""
_MANY = 40_000
"""Those that are in any case: some edits of a document, or the checks of some files."""


def begin() -> None:
    """Take it over from Python; all there is at the start stays."""
    gc.disable()
    gc.freeze()


def is_due(*, is_idle: bool) -> bool:
    """Whether it is time to look."""
    return gc.get_count()[0] > (_FEW if is_idle else _MANY)


def collect(*, rest_stays: bool) -> None:
    """Look for garbage; what is left need not be looked through again, if all of it stays."""
    gc.collect()
    if rest_stays:
        gc.freeze()
