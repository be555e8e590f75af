"""When garbage is looked for: between two things, never in the midst of one, and not in what stays."""

from __future__ import annotations

import gc

_FEW = 4_000
"""New objects that are looked through when nothing else is to be done."""
_SOME = 12_000
"""Those that are while files are read one after the other."""
_MANY = 400_000
"""Those that are even though somebody waits."""


def begin() -> None:
    """Take it over from Python; all there is at the start stays."""
    gc.disable()
    keep()


def keep() -> None:
    """Never look again at what is there now."""
    gc.freeze()


def is_due(*, waits: bool, stays: bool) -> bool:
    """Whether it is time to look: the less so if somebody waits, or if most of what is new will stay."""
    return gc.get_count()[0] > (_MANY if waits else _SOME if stays else _FEW)


def collect(*, rest_stays: bool) -> None:
    """Look for garbage; what is left need not be looked through again, if all of it stays."""
    gc.collect()
    if rest_stays:
        keep()
