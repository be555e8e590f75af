"""Texts with a grammar of their own that decoding refuses: quantities, timestamps, base64."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date
from typing import Final

from argolint.patterns import lazy_pattern

QUANTITY: Final = lazy_pattern(
    r"(?=.)(?![+-]?\.?(?:[PE]i|[eE]-0*[1-9][0-9]))(?P<sign>[+-]?)(?P<whole>[0-9]*)(?:\.(?P<fraction>[0-9]*))?"
    r"(?P<suffix>[KMGTPE]i|[numkMGTPE]|[eE][+-]?0*[0-9]{1,18})?",
    re.ASCII,
)
"""The form of a quantity, which may lack all digits unless it is very large or small.

What its parts mean is known to `argolint.expressions.quantities`."""

_TIME: Final = lazy_pattern(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.,][0-9]+)?"
    r"(?:Z|[+-]([0-9]{2}):([0-9]{2}))",
    re.ASCII,
)


def is_quantity(text: str) -> bool:
    """Whether Kubernetes reads a text as a quantity such as `500m` or `1Gi`."""
    return QUANTITY.fullmatch(text) is not None


def is_time(text: str) -> bool:
    """Whether a text is an RFC 3339 timestamp with a zone."""
    match = _TIME.fullmatch(text)
    if match is None:
        return False
    year, month, day, hour, minute, second, zone_hour, zone_minute = (int(part or 0) for part in match.groups())
    try:
        date(year or 4, month, day)
    except ValueError:
        return False
    return hour < 24 and minute < 60 and second < 60 and zone_hour <= 24 and zone_minute <= 60


def is_base64(text: str) -> bool:
    """Whether a text is padded standard base64, line breaks aside."""
    try:
        base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
