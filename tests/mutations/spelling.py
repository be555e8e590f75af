"""Typing errors as people make them: two letters swapped, one left out, one doubled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


def misspelt(word: str, chance: Random) -> str:
    """The word with one typing error in its inner part; never the word itself."""
    while True:
        at = chance.randrange(1, max(2, len(word) - 1))
        kind = chance.choice(("swap", "drop", "double"))
        if kind == "swap":
            changed = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        elif kind == "drop":
            changed = word[:at] + word[at + 1 :]
        else:
            changed = word[: at + 1] + word[at] + word[at + 1 :]
        if changed != word and re.fullmatch(r"[A-Za-z][\w-]*[A-Za-z0-9]", changed):
            return changed
