"""Whole numbers written in texts, as Go's `strconv.Atoi` reads them."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"[-+]?[0-9]{1,40}")


def whole_number(text: str) -> int | None:
    """The whole number that a text is, sign and leading zeros included, or None; it must fit in 64 bits."""
    if _WHOLE.fullmatch(text) is None:
        return None
    number = int(text)
    return number if -(2**63) <= number < 2**63 else None
