"""Regular expressions that are compiled when they are first used.

Compiling one takes up to a millisecond, a start would compile a hundred, and most manifests need few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")


class _Lazy:
    """Stands in for a pattern; from the first use on its methods are those of the real one."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that costs nothing until it is used; mistakes in it show only then."""
    return cast("re.Pattern[str]", _Lazy(text, flags))
