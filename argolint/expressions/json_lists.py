"""Texts that are to be JSON lists."""

from __future__ import annotations

import json


def is_json_list(text: str) -> bool:
    """Whether Argo can loop over a text: a JSON list, or `null`, which loops over nothing."""
    try:
        found = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return found is None or isinstance(found, list)
