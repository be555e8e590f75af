"""Text as it may stand in a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from argolint.patterns import lazy_pattern
from argolint.report.display import displayable

if TYPE_CHECKING:
    import re

_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_CODE: Final = lazy_pattern(r"(`+)(.+?)\1(?!`)")
_SURROGATE: Final = lazy_pattern("[\ud800-\udfff]")


def escaped(text: str) -> str:
    """Text for an element or an attribute; what shows nothing is made visible."""
    return displayable(_SURROGATE.sub("\ufffd", text)).translate(_ESCAPES)


def prose(text: str) -> str:
    """A sentence whose names stand in backticks."""
    return _CODE.sub(_code, escaped(text))


def data(value: Any) -> str:
    """Data for a script element: JSON without any sign that could end the element."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")


def _code(match: re.Match[str]) -> str:
    return f"<code>{match[2].strip()}</code>"
