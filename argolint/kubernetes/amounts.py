"""Amounts of resources to compare: `500m`, `1Gi`, `1e3`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from argolint.patterns import lazy_pattern

_AMOUNT: Final = lazy_pattern(
    r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,6})?", re.ASCII
)
_BINARY: Final = {f"{letter}i": Decimal(1024) ** power for power, letter in enumerate("KMGTPE", 1)}
_DECIMAL: Final = {"n": -9, "u": -6, "m": -3, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_LONGEST: Final = 100

PLAIN_RESOURCES: Final = ("cpu", "memory", "ephemeral-storage")
HUGE_PAGES: Final = "hugepages-"


def amount(text: str) -> Decimal | None:
    """The number that a quantity stands for, or None for what is no quantity."""
    match = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    number, unit = Decimal(match[1]), match[2]
    if unit is None:
        return number
    if unit in _BINARY:
        return number * _BINARY[unit]
    return number.scaleb(_DECIMAL[unit] if unit in _DECIMAL else int(unit[1:]))


def is_native(resource: str) -> bool:
    """Whether a container's resource is one of Kubernetes' own; all others have a domain in front."""
    return resource in PLAIN_RESOURCES or resource.startswith(HUGE_PAGES)
