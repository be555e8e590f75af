"""Texts that are to be JSON lists."""

from __future__ import annotations

from typing import Any


def read_list(text: str) -> list[Any] | None:
    """The list that Argo loops over, numbers as written; `null` is one of nothing, and None is no list."""
    if not text.lstrip().startswith(("[", "n")):
        return None
    import json  # most manifests hold no such list

    try:
        found = json.loads(text, parse_int=_Number, parse_float=_Number)
    except (ValueError, RecursionError):
        return None
    return [] if found is None else found if isinstance(found, list) else None


def is_json_list(text: str) -> bool:
    """Whether Argo can loop over a text: a JSON list, or `null`, which loops over nothing."""
    return read_list(text) is not None


class _Number(str):
    """A number as written: whatever its size, and never taken for a text in quotes."""

    __slots__ = ()
