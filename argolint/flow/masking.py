"""Texts that are read on their own, with each tag covered by marks so that all offsets stay true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.expressions.tags import CLOSE, DYNAMIC, OPEN, scan
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from argolint.expressions.tags import Tag

MARK: Final = DYNAMIC
"""Stands for each character of a tag; rules know it as something that nobody can tell."""

_UNCLOSED: Final = lazy_pattern(r"\{\{[^\n]*")
_MARKS: Final = lazy_pattern(f"{MARK}+")
_SOMETHING: Final = f"{OPEN}…{CLOSE}"


def masked(text: str) -> str:
    """The text with its tags replaced character by character; an unclosed one hides the rest of its line."""
    if OPEN not in text:
        return text
    tags, unclosed = scan(text)
    parts: list[str] = []
    at = 0
    for tag in tags:
        if tag.start < at:
            continue
        end = _end(tag, text)
        parts += text[at : tag.start], MARK * (end - tag.start)
        at = end
    rest = text[at:]
    parts.append(_UNCLOSED.sub(lambda match: MARK * len(match[0]), rest) if unclosed is not None else rest)
    return "".join(parts)


def _end(tag: Tag, text: str) -> int:
    """Where a tag ends; one that is built from others, `{{a.{{b}}.c}}`, is closed once for each of them."""
    end = tag.end
    for _ in range(0 if tag.is_expression else tag.inner.count(OPEN)):
        close, opening = text.find(CLOSE, end), text.find(OPEN, end)
        if close < 0 or 0 <= opening < close:
            break
        end = close + len(CLOSE)
    return end


def readable(text: str) -> str:
    """A text about masked things, fit to be shown."""
    return _MARKS.sub(_SOMETHING, text)
