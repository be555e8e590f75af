"""Whole numbers written in texts, as Go's `strconv.Atoi` reads them."""

from __future__ import annotations

from argolint.patterns import lazy_pattern

_WHOLE = lazy_pattern(r"([-+]?)0*([0-9]{1,19})")


def whole_number(text: str) -> int | None:
    """The whole number that a text is, sign and leading zeros included, or None; it must fit in 64 bits."""
    match = _WHOLE.fullmatch(text)
    if match is None:
        return None
    number = int(match[1] + match[2])
    return number if -(2**63) <= number < 2**63 else None
