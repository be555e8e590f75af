"""When garbage is looked for: between two things, never in the midst of one, and not in what stays."""

from __future__ import annotations

import gc

_FEW = 4_000
"""New objects that are looked through when nobody waits."""
_MANY = 150_000
"""Those that are in any case."""


def begin() -> None:
    """Take it over from Python; all there is at the start stays."""
    gc.disable()
    keep()


def keep() -> None:
    """Never look again at what is there now."""
    gc.freeze()


def is_due(*, waits: bool) -> bool:
    """Whether it is time to look, which takes much more if somebody waits."""
    return gc.get_count()[0] > (_MANY if waits else _FEW)


def collect(*, rest_stays: bool) -> None:
    """Look for garbage; what is left need not be looked through again, if all of it stays."""
    gc.collect()
    if rest_stays:
        keep()
