"""Where a filled text is not known before it runs."""

from __future__ import annotations

from argolint.expressions.tags import DYNAMIC, PLACEHOLDER
from argolint.patterns import lazy_pattern

_FOREIGN = lazy_pattern(f"[{PLACEHOLDER}{DYNAMIC}]")


def known_length(text: str) -> int:
    """How far a text is certain: up to its first placeholder, or beyond its end where it has none.

    A mistake that shows at a smaller offset stands whatever the placeholder turns out to be.
    """
    found = _FOREIGN.search(text)
    return found.start() if found else len(text) + 1


def is_filled_in(text: str) -> bool:
    """Whether a part of a text is not known before it runs."""
    return _FOREIGN.search(text) is not None
