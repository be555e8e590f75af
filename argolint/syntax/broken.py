"""Turns the parser's exceptions into problems at the place that the reader has to mend."""

from __future__ import annotations

from typing import Any, Final

from argolint.patterns import lazy_pattern
from argolint.source import Span
from argolint.syntax.complaints import QUOTE, Site, line_end, line_start, shortened, tell
from argolint.syntax.problems import BrokenYaml
from argolint.syntax.strangers import is_of_chart

_FORBIDDEN: Final = lazy_pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG_AT_VALUE_START: Final = lazy_pattern(r"[ \t]*(?:-[ \t]+)*(?:[^\s:#'\"{\[][^:\n'\"{\[]*:[ \t]+)?(?=\{\{)")
RENDER_FIRST: Final = (
    "this looks like a template of a Helm chart: render it first (`helm template … | argolint check -`)"
)
_CONTEXTS: Final = (
    ("block mapping", "in the map that begins here"),
    ("block collection", "in the list that begins here"),
    ("block sequence", "in the list that begins here"),
    ("flow sequence", "in the list that is opened here"),
    ("flow mapping", "in the map that is opened here"),
    ("flow node", "in the value that begins here"),
    ("block node", "in the value that begins here"),
    ("quoted scalar", "in the quoted text that begins here"),
    ("block scalar", "in the text block that begins here"),
    ("plain scalar", "in the text that begins here"),
    ("simple key", "in the text that begins here"),
)


def explain(error: Any, text: str, base: int) -> BrokenYaml:
    """What a parser's exception means for the reader; `base` is where the text begins in its source."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _forbidden_character(text, base)
    context_at = None if error.context_mark is None else min(error.context_mark.index, len(text))
    site = Site(text, min(mark.index, len(text)), error.context or "", context_at)
    tag_at = _unquoted_tag_at(site)
    if tag_at is not None:
        return unquoted_tag(text, tag_at, base)
    told = tell(error.problem or "", site)
    start, end = told.place or site.word(site.at)
    context, context_span = _context(site, start, base)
    chart = is_of_chart(text)
    hint = RENDER_FIRST if chart else told.hint
    return BrokenYaml(Span(base + start, base + end), told.reason, context, context_span, hint, chart)


def unquoted_tag(text: str, at: int, base: int) -> BrokenYaml:
    """The problem of a value that begins with `{{` outside quotes."""
    close = text.find("}}", at, line_end(text, at))
    end = close + 2 if close >= 0 else at + 2
    reason = f"a value that begins with `{{{{` needs quotes: `{shortened(text[at:end])}`"
    chart = is_of_chart(text)
    return BrokenYaml(Span(base + at, base + end), reason, hint=RENDER_FIRST if chart else QUOTE, chart=chart)


def text_after_end(text: str, at: int, base: int) -> BrokenYaml:
    """The problem of text that follows the complete value of a document."""
    end = line_end(text, at)
    return BrokenYaml(
        Span(base + at, base + max(end, at + 1)),
        f"`{shortened(text[at:end])}` and what follows it is not read: the document has ended before it",
        hint="give all top-level keys the same indentation, or begin the next document with `---`",
    )


def _unquoted_tag_at(site: Site) -> int | None:
    """Where a tag without quotes begins the value that the parser was reading, if it does."""
    for at in (site.at, site.origin):
        match = _TAG_AT_VALUE_START.match(site.text, line_start(site.text, at))
        if match is not None and match.end() <= site.at:
            return match.end()
    return None


def _forbidden_character(text: str, base: int) -> BrokenYaml:
    match = _FORBIDDEN.search(text)
    at = match.start() if match else 0
    code = ord(text[at])
    escape = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return BrokenYaml(
        Span(base + at, base + at + 1),
        f"character U+{code:04X} is not allowed in YAML",
        hint=f"remove it, or write `{escape}` inside double quotes",
    )


def _context(site: Site, start: int, base: int) -> tuple[str | None, Span | None]:
    at = site.context_at
    if at is None or at == start or at >= len(site.text):
        return None, None
    for needle, words in _CONTEXTS:
        if needle in site.context:
            return words, Span(base + at, base + at + 1)
    return None, None
