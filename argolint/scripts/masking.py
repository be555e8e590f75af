"""Puts harmless words in the place of tags, so that a program can be read and its places stay true."""

from __future__ import annotations

import re
from typing import NamedTuple

from argolint.expressions.tags import OPEN, Tag, scan
from argolint.patterns import lazy_pattern

WORDS, NUMBERS, BLANKS = "xabcdefghijk", "1023456789", " "
"""Letters for words that do no harm: the first fills, the others tell words apart."""

_OURS = lazy_pattern(
    r"=|\s*(?:inputs|outputs|workflow|steps|tasks|item|pod|node|retries|lastRetry|cronworkflow|duration|status|exitCode"
    r"|resourcesDuration|execution)\b"
)


class Masked(NamedTuple):
    """A program with its tags replaced; `tags` are where they were."""

    text: str
    tags: tuple[Tag, ...]

    def touches(self, start: int, end: int) -> bool:
        """Whether a part of the text holds or touches what a tag stood for."""
        return any(tag.start <= end and start <= tag.end for tag in self.tags)


def masked(text: str, alphabet: str = WORDS) -> Masked:
    """The text with each tag of Argo's replaced by a word of its length; line breaks stay."""
    if OPEN not in text:
        return Masked(text, ())
    tags = tuple(tag for tag in scan(text)[0] if _OURS.match(tag.inner))
    numbers: dict[str, int] = {}
    parts: list[str] = []
    at = 0
    for tag in tags:
        parts.append(text[at : tag.start])
        number = numbers.setdefault(tag.name, len(numbers))
        parts.append(_word(text[tag.start : tag.end], number, alphabet))
        at = tag.end
    parts.append(text[at:])
    return Masked("".join(parts), tags)


def _word(tag: str, number: int, alphabet: str) -> str:
    """A word of the tag's length that tells the number."""
    filler, digits = alphabet[0], alphabet[1:]
    word = ""
    while number and digits:
        number, rest = divmod(number, len(digits))
        word += digits[rest]
    word = (filler + word).ljust(len(tag), filler)[: len(tag)]
    return "".join("\n" if old == "\n" else new for old, new in zip(tag, word, strict=True))


def is_templated_elsewhere(text: str) -> bool:
    """Whether another template language seems to come before Argo's, so that nobody knows the program."""
    if "{%" in text or "${{" in text:
        return True
    return any(not _OURS.match(tag.inner) and _is_foreign(tag) for tag in scan(text)[0])


def _is_foreign(tag: Tag) -> bool:
    """Go templates and Jinja name a variable between their braces; braces of a language hold other things."""
    return re.fullmatch(r"-?\s*[.$]?[\w.]+(?:\s*\|.*)?\s*-?", tag.inner) is not None
