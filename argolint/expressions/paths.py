"""Paths of artifacts, as Argo cleans them and guards the folder in front of a `..`."""

from __future__ import annotations

import posixpath

from argolint.patterns import lazy_pattern

_UP = "/../"
_TWO_AT_END = lazy_pattern(r"/[^\n]{2}\Z")
"""Argo means `/..` at the end, but any two characters there have the same effect."""


def cleaned(path: str) -> str:
    """The shortest path of the same meaning, without `.`, `..` and doubled slashes where they can go."""
    clean = posixpath.normpath(path)
    return clean[1:] if clean.startswith("//") else clean


def guarded_part(path: str) -> str:
    """The part in front of the first `..`, which a path must not leave; empty where nothing is guarded."""
    before, found, _ = path.partition(_UP)
    if found:
        return before
    return path[:-3] if _TWO_AT_END.search(path) else ""


def leaves(path: str) -> bool:
    """Whether a path leads out of its guarded part, so that Argo refuses it."""
    guarded = guarded_part(path)
    if not guarded:
        return False
    inside = guarded + "/"
    clean = cleaned(path)
    return not clean.startswith(inside) or clean == inside
