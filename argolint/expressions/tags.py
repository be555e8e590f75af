"""Template tags as Argo's fasttemplate cuts them: everything between `{{` and the next `}}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN, CLOSE = "{{", "}}"

PLACEHOLDER = "\ue000"
"""Stands in a filled text for a value that exists and is known only when it runs."""

DYNAMIC = "\ue001"
"""Stands in a filled text for what an expression tag will give."""

# Argo trims tags in the JSON form of a template, where tabs and line breaks are escapes, not blanks.
_BLANKS = " \x85\xa0"
_SPECIAL = lazy_pattern(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {
    '"': r"\"", "\\": r"\\", "\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n",
    "\r": r"\r", "\t": r"\t", "\v": r"\v",
}  # fmt: skip
_FOREIGN = lazy_pattern(f"[{PLACEHOLDER}{DYNAMIC}]")


class Tag(NamedTuple):
    """One tag: `start`/`end` are offsets in the scalar's text, braces included; `name` is trimmed."""

    start: int
    end: int
    inner: str

    @property
    def name(self) -> str:
        """What stands between the braces, blanks cut off."""
        return self.inner.strip(_BLANKS)

    @property
    def is_expression(self) -> bool:
        """Whether it is an expression tag, `{{=…}}`; a blank before the `=` makes it a plain one."""
        return self.inner.startswith("=")

    @property
    def name_start(self) -> int:
        """Offset at which the trimmed name begins."""
        return self.start + len(OPEN) + len(self.inner) - len(self.inner.lstrip(_BLANKS))


def scan(text: str) -> tuple[list[Tag], int | None]:
    """The tags of a text in order, and the offset of an opening that is never closed."""
    found: list[Tag] = []
    at = text.find(OPEN)
    while at >= 0:
        close = text.find(CLOSE, at + 2)
        if close < 0:
            return found, at
        found.append(Tag(at, close + 2, text[at + 2 : close]))
        at = text.find(OPEN, close + 2)
    return found, None


def fill(text: str, lookup: Callable[[str], str | None], compute: Callable[[str], str | None] | None = None) -> str:
    """The text with each tag that `lookup` knows replaced; tags it does not know stay as they are.

    A tag within a tag (`{{a.{{b}}}}`) is filled first, as Argo does. Expression tags become what `compute`
    makes of the expression, or `DYNAMIC`.
    """
    if OPEN not in text:
        return text
    parts: list[str] = []
    at = 0
    tags, _ = scan(text)
    for tag in tags:
        parts.append(text[at : tag.start])
        if tag.is_expression:
            computed = compute(tag.inner[1:]) if compute is not None else None
            parts.append(DYNAMIC if computed is None else computed)
        else:
            parts.append(_replacement(tag, lookup))
        at = tag.end
    parts.append(text[at:])
    return "".join(parts)


def fill_plain(text: str, lookup: Callable[[str], str | None]) -> str:
    """The text filled as the `when` of a CronWorkflow is, which does not pass through JSON.

    Blanks of all kinds around a name are cut off, and values arrive with the escapes that JSON would undo.
    """
    parts: list[str] = []
    at = 0
    for tag in scan(text)[0]:
        value = None if tag.is_expression else lookup(tag.inner.strip())
        filled = _replacement(tag, lookup) if value is None else _escaped(value)
        parts += text[at : tag.start], filled
        at = tag.end
    return "".join([*parts, text[at:]])


def unresolved(text: str, lookup: Callable[[str], str | None]) -> list[Tag]:
    """The plain tags that have to be filled in the end and for which nothing is known."""
    return [
        tag
        for tag in scan(text)[0]
        if not tag.is_expression and lookup(tag.name) is None and _nested(tag, lookup) is None
    ]


def _replacement(tag: Tag, lookup: Callable[[str], str | None]) -> str:
    value = lookup(tag.name)
    if value is None:
        value = _nested(tag, lookup)
    return OPEN + tag.inner + CLOSE if value is None else value


def _nested(tag: Tag, lookup: Callable[[str], str | None]) -> str | None:
    """The tag with the one inside of it filled and itself left open; Argo cuts no blanks off such a name."""
    nested = tag.inner.rfind(OPEN)
    if nested <= 0:
        return None
    value = lookup(tag.inner[nested + len(OPEN) :])
    return None if value is None else OPEN + tag.inner[:nested] + value


def _escaped(value: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\x{ord(match[0]):02x}"), value)


def is_known(filled: str) -> bool:
    """Whether a filled text is final: nothing in it waits for the run."""
    return not _FOREIGN.search(filled) and OPEN not in filled


def is_dynamic(filled: str) -> bool:
    """Whether a part of a filled text comes from an expression, so that nothing is certain about it."""
    return DYNAMIC in filled
