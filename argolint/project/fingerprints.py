"""What a finding is known by when lines move: its rule, its file, and the text that it is about."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argolint.diagnostic import Diagnostic


def fingerprints(diagnostics: Iterable[Diagnostic], paths: Mapping[str, str]) -> list[str]:
    """One for each finding, in order: 64 hexadecimal digits that stay as long as the line's text does.

    Findings of one rule about equal lines of a file are told apart by their order.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for found in diagnostics:
        text = found.source.line(found.line).strip()
        key = paths[found.file], found.rule, f"{text}\0{found.message}"
        seen[key] += 1
        made.append(sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "replace")).hexdigest())
    return made
