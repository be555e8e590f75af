"""Says in plain words what the YAML parser stumbled over, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from argolint.source import Span
from argolint.syntax.problems import BrokenYaml

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG_AT_VALUE_START: Final = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[^\s:#'\"{\[][^:\n'\"{\[]*:[ \t]+)?(?=\{\{)")
_CHART: Final = re.compile(
    r"^[ \t]*\{\{-?[ \t]*(?:if|else|end|range|with|define|template|block|include|/\*|\$|-)\b"
    r"|\{\{-?[ \t]*(?:\.(?:Values|Release|Chart|Files|Capabilities)\b|include[ \t])|\{\{-[ \t]|[ \t]-\}\}",
    re.MULTILINE,
)
_WORD: Final = re.compile(r"[^\s,\[\]{}]+")
_SECOND_COLON: Final = re.compile(r"[^\s#][^#\n]*?:[ \t]")

_RENDER_FIRST: Final = (
    "this looks like a template of a Helm chart: render it first (`helm template … | argolint check -`)"
)
_ALIGN: Final = "align it with the keys or items that it belongs to"
_QUOTE: Final = "put the whole value in quotes"


@dataclass(frozen=True, slots=True)
class _Site:
    """Where the parser gave up, as offsets into the text of the document."""

    text: str
    at: int
    context_at: int | None

    @property
    def line_start(self) -> int:
        return _line_start(self.text, self.at)

    @property
    def before(self) -> str:
        """What stands before the place in its line."""
        return self.text[self.line_start : self.at]

    @property
    def character(self) -> str:
        return self.text[self.at : self.at + 1]

    def word(self, at: int) -> tuple[int, int]:
        match = _WORD.match(self.text, at)
        return match.span() if match else (at, min(at + 1, len(self.text)))


@dataclass(frozen=True, slots=True)
class _Told:
    reason: str
    hint: str | None = None
    place: tuple[int, int] | None = None


_Teller: TypeAlias = Callable[[_Site], _Told]


def explain(error: Any, text: str, base: int) -> BrokenYaml:
    """What a parser's exception means for the reader; `base` is where the text begins in its source."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _forbidden_character(text, base)
    context_mark = error.context_mark
    context_at = None if context_mark is None else min(context_mark.index, len(text))
    site = _Site(text, min(mark.index, len(text)), context_at)
    tag_at = _unquoted_tag_at(site)
    if tag_at is not None:
        return unquoted_tag(text, tag_at, base)
    told = _tell(error.problem or "", site)
    start, end = told.place or site.word(site.at)
    context, context_span = _context(error.context or "", site, start, base)
    hint = _RENDER_FIRST if _CHART.search(text) else told.hint
    return BrokenYaml(Span(base + start, base + end), told.reason, context, context_span, hint)


def unquoted_tag(text: str, at: int, base: int) -> BrokenYaml:
    """The problem of a value that begins with `{{` outside quotes."""
    line_end = text.find("\n", at)
    close = text.find("}}", at, line_end if line_end >= 0 else len(text))
    end = close + 2 if close >= 0 else at + 2
    what = text[at:end] if close >= 0 else "{{"
    hint = _RENDER_FIRST if _CHART.search(text) else _QUOTE
    return BrokenYaml(
        Span(base + at, base + end), f"a value that begins with `{{{{` needs quotes: `{what}`", hint=hint
    )


def _unquoted_tag_at(site: _Site) -> int | None:
    """Where a tag without quotes begins the value that the parser was reading, if it does."""
    for at in (site.at, site.context_at):
        if at is None:
            continue
        match = _TAG_AT_VALUE_START.match(site.text, _line_start(site.text, at))
        if match is not None and match.end() <= max(site.at, at):
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


def _context(phrase: str, site: _Site, start: int, base: int) -> tuple[str | None, Span | None]:
    at = site.context_at
    if at is None or at == start or at >= len(site.text):
        return None, None
    for needle, words in _CONTEXTS:
        if needle in phrase:
            return words, Span(base + at, base + at + 1)
    return None, None


def _tell(problem: str, site: _Site) -> _Told:
    for needle, answer in _PROBLEMS:
        if needle in problem:
            return answer if isinstance(answer, _Told) else answer(site)
    return _Told(problem[:1].lower() + problem[1:] if problem else "the text is no YAML")


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _cannot_start(site: _Site) -> _Told:
    character = site.character
    if character == "\t":
        return _tab(site)
    if character in "@`":
        return _Told(f"no value can begin with `{character}`", _QUOTE)
    if character == "%":
        return _Told("no value can begin with `%`", _QUOTE)
    return _Told(f"`{character}` cannot stand here", _QUOTE)


def _tab(site: _Site) -> _Told:
    end = site.at
    while site.text[end : end + 1] == "\t":
        end += 1
    if site.before.strip():
        return _Told("a tab cannot stand between a key or dash and its value", "use a space", (site.at, end))
    return _Told(
        "a tab indents this line; YAML allows only spaces", "replace the tab by spaces", (site.at, end)
    )


def _second_colon(site: _Site) -> _Told:
    if _SECOND_COLON.search(site.before):
        return _Told(
            "a second `:` in one line: a value with `: ` inside needs quotes", _QUOTE, (site.at, site.at + 1)
        )
    if "\t" in site.before:
        at = site.line_start + site.before.index("\t")
        return _tab(_Site(site.text, at, site.context_at))
    key_at = site.line_start + len(site.before) - len(site.before.lstrip(" -"))
    return _Told(
        "a key cannot stand here: the line before has a value already",
        "check the indentation of this line, or empty the value of the line before",
        (key_at, site.at) if key_at < site.at else (site.at, site.at + 1),
    )


def _no_colon(site: _Site) -> _Told:
    at = site.at if site.context_at is None else site.context_at
    start, end = at, _end_of_line(site.text, at)
    return _Told(
        f"`{_shortened(site.text[start:end])}` is followed by no `:`, so it is no key",
        "add the `:`, or indent the line if it continues the value above",
        (start, end),
    )


def _no_key(site: _Site) -> _Told:
    if site.before.strip(" -"):
        start, end = site.word(site.at)
        what = site.text[start:end].strip()
        return _Told(f"`{_shortened(what)}` follows a value that has ended already", _QUOTE, (start, end))
    return _misaligned(site, "a key")


def _no_dash(site: _Site) -> _Told:
    if site.before.strip(" -"):
        return _no_key(site)
    return _misaligned(site, "a list item")


def _misaligned(site: _Site, wanted: str) -> _Told:
    found = "a list item" if re.match(r"-\s", site.text[site.at : site.at + 2]) else "this line"
    if site.at >= len(site.text):
        return _Told(f"the text ends where {wanted} is due")
    indent = len(site.before)
    if site.context_at is None:
        return _Told(f"{found} stands where {wanted} is due", _ALIGN)
    due = site.context_at - _line_start(site.text, site.context_at)
    if indent == due:
        return _Told(f"{found} stands where {wanted} is due", _ALIGN)
    return _Told(f"{found} is indented by {indent} columns where {wanted} is due at {due}", _ALIGN)


def _open_quote(site: _Site) -> _Told:
    at = site.at if site.context_at is None else site.context_at
    quote = site.text[at : at + 1] or '"'
    return _Told(
        f"the quote `{quote}` that begins here is never closed",
        f"close it with `{quote}`"
        + ("; inside single quotes a quote is written twice" if quote == "'" else ""),
        (at, at + 1),
    )


def _bad_escape(site: _Site) -> _Told:
    at = site.text.rfind("\\", 0, site.at + 1)
    at = site.at if at < _line_start(site.text, site.at) else at
    return _Told(
        f"`{site.text[at : at + 2]}` is no escape that double quotes know",
        r"write `\\` for a backslash, or use single quotes",
        (at, min(at + 2, len(site.text))),
    )


def _open_flow(bracket: str) -> _Teller:
    def tell(site: _Site) -> _Told:
        if site.at >= len(site.text) and site.context_at is not None:
            opening = site.text[site.context_at : site.context_at + 1]
            place = (site.context_at, site.context_at + 1)
            return _Told(f"`{opening}` is never closed", f"close it with `{bracket}`", place)
        return _Told(
            f"`,` or `{bracket}` is due here", f"add a comma, close the `{bracket}`, or quote the value"
        )

    return tell


def _no_content(site: _Site) -> _Told:
    if site.at >= len(site.text):
        return _open_flow("]" if site.text[site.context_at or 0 :][:1] == "[" else "}")(site)
    if site.character and site.character in ",]}":
        return _Told(f"a value is missing before `{site.character}`", "write the value, or remove the comma")
    return _Told("a value is due here", _QUOTE)


def _end_of_line(text: str, at: int) -> int:
    match = re.compile(r"[^\r\n]*").match(text, at)
    end = match.end() if match else at
    return at + len(text[at:end].rstrip())


def _shortened(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


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

_PROBLEMS: Final[tuple[tuple[str, _Told | _Teller], ...]] = (
    ("cannot start any token", _cannot_start),
    ("mapping values are not allowed", _second_colon),
    ("could not find expected ':'", _no_colon),
    ("did not find expected key", _no_key),
    ("expected <block end>", _no_key),
    ("did not find expected '-' indicator", _no_dash),
    ("',' or ']'", _open_flow("]")),
    ("',' or '}'", _open_flow("}")),
    ("node content", _no_content),
    ("unexpected end of stream", _open_quote),
    ("unexpected document", _open_quote),
    ("unknown escape character", _bad_escape),
    (
        "hexdecimal number",
        _Told("an escape like `\\x41` needs hexadecimal digits", "write `\\\\` for a backslash"),
    ),
    ("hexadecimal", _Told("an escape like `\\x41` needs hexadecimal digits", "write `\\\\` for a backslash")),
    (
        "invalid Unicode character escape",
        _Told(
            "the escape stands for no character", "write the character itself instead of surrogate escapes"
        ),
    ),
    ("tab character", _tab),
    ("unexpected ':'", _Told("a `:` inside this value needs quotes", _QUOTE)),
    (
        "block sequence entries are not allowed",
        _Told("a list item cannot stand here", "begin the list on a line of its own, or quote the value"),
    ),
    (
        "sequence entries are not allowed",
        _Told("a list item cannot stand here", "begin the list on a line of its own"),
    ),
    ("mapping keys are not allowed", _Told("a `? ` key cannot stand here", _QUOTE)),
    (
        "alphabetic or numeric character",
        _Told("`&` and `*` begin an anchor or alias, and its name is missing", _QUOTE),
    ),
    (
        "undefined tag handle",
        _Told("this tag's prefix is not declared", "quote the value if `!` is part of it"),
    ),
    ("tag URI", _Told("`!` begins a tag, and this is no tag", _QUOTE)),
    ("expected '!'", _Told("`!` begins a tag, and this is no tag", _QUOTE)),
    ("expected whitespace", _Told("a space is due after the tag", _QUOTE)),
    ("indentation indicator equal to 0", _Told("the indentation of a text block is a digit from 1 to 9")),
    (
        "comment or line break",
        _Told("nothing but a comment can follow `|` or `>` in their line", "begin the text on the next line"),
    ),
    ("document start", _Told("`---` is due here", "begin the document with `---` after its `%` lines")),
    (
        "directive",
        _Told("this `%` line is no directive that YAML knows", "remove the line, or quote the value"),
    ),
    ("version number", _Told("the `%YAML` line has no version", "write `%YAML 1.1`")),
    ("incompatible YAML document", _Told("this YAML version is not supported", "write `%YAML 1.1`")),
)
