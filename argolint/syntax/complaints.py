"""The parser's complaints in plain words: one row of a table for each, by a part of its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from argolint.patterns import lazy_pattern

_WORD: Final = lazy_pattern(r"[^\s,\[\]{}]+")
_TO_LINE_END: Final = lazy_pattern(r"[^\r\n]*")
_SECOND_COLON: Final = lazy_pattern(r"[^\s#][^#\n]*?:[ \t]")
_GLUED_KEY: Final = lazy_pattern(
    r"[ \t]*(?:-[ \t]+)*(?P<key>[A-Za-z_][\w.-]*):(?P<value>[^\s:/][^\n]*?)[ \t\r]*$", re.MULTILINE
)

_ALIGN: Final = "align it with the keys or items that it belongs to"
QUOTE: Final = "put the whole value in quotes"
_QUOTE_INSIDE: Final = {
    "'": "inside single quotes write `''` for a quote, or use double quotes",
    '"': r"inside double quotes write `\"` for a quote, or use single quotes",
}
_BACKSLASH: Final = r"write `\\` for a backslash, or use single quotes"


class Site(NamedTuple):
    """Where the parser gave up, and the start of what it was reading, as offsets into the document."""

    text: str
    at: int
    context: str
    context_at: int | None

    @property
    def line_start(self) -> int:
        """Where the line of the place begins."""
        return line_start(self.text, self.at)

    @property
    def before(self) -> str:
        """What stands before the place in its line."""
        return self.text[self.line_start : self.at]

    @property
    def character(self) -> str:
        """The character at the place, empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def origin(self) -> int:
        """Where what the parser was reading begins, or the place itself."""
        return self.at if self.context_at is None else self.context_at

    def word(self, at: int) -> tuple[int, int]:
        """The bounds of the word at an offset."""
        match = _WORD.match(self.text, at)
        return match.span() if match else (at, min(at + 1, len(self.text)))


class Told(NamedTuple):
    """A complaint in plain words; without a place it belongs to the word where the parser gave up."""

    reason: str
    hint: str | None = None
    place: tuple[int, int] | None = None


_Teller: TypeAlias = Callable[[Site], Told]


def tell(problem: str, site: Site) -> Told:
    """What a complaint of the parser means at its place."""
    for needle, answer in _COMPLAINTS:
        if needle in problem:
            return answer if isinstance(answer, Told) else answer(site)
    return Told(problem or "the text is no YAML")


def line_start(text: str, at: int) -> int:
    """Where the line of an offset begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Where the line of an offset ends, trailing blanks aside."""
    match = _TO_LINE_END.match(text, at)
    return at + len(match[0].rstrip()) if match else at


def shortened(text: str, most: int = 40) -> str:
    """A text cut to a length that fits in a message."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _cannot_start(site: Site) -> Told:
    if site.character == "\t":
        return _tab(site)
    name = "a backtick" if site.character == "`" else f"`{site.character}`"
    return Told(f"no value can begin with {name}", QUOTE)


def _tab(site: Site) -> Told:
    end = site.at
    while site.text.startswith("\t", end):
        end += 1
    if site.before.strip():
        return Told("a tab cannot stand between a key or dash and its value", "use a space", (site.at, end))
    return Told("a tab indents this line; YAML allows only spaces", "replace the tab by spaces", (site.at, end))


def _unexpected_colon(site: Site) -> Told:
    if _SECOND_COLON.search(site.before):
        reason = "a second `:` in one line: a value with `: ` inside needs quotes"
        return Told(reason, QUOTE, (site.at, site.at + 1))
    if "\t" in site.before:
        return _tab(site._replace(at=site.line_start + site.before.index("\t")))
    glued = _glued_key(site.text, line_start(site.text, site.line_start - 1))
    if glued is not None:
        return glued
    key_at = site.line_start + len(site.before) - len(site.before.lstrip(" -"))
    return Told(
        "a key cannot stand here: the line before has a value already",
        "check the indentation of this line, or empty the value of the line before",
        (key_at, site.at) if key_at < site.at else (site.at, site.at + 1),
    )


def _missing_colon(site: Site) -> Told:
    start, end = site.origin, line_end(site.text, site.origin)
    return _glued_key(site.text, start) or Told(
        f"`{shortened(site.text[start:end])}` is followed by no `:`, so it is no key",
        "add the `:`, or indent the line if it continues the value above",
        (start, end),
    )


def _glued_key(text: str, at: int) -> Told | None:
    match = _GLUED_KEY.match(text, at)
    if match is None:
        return None
    key, value = match["key"], match["value"]
    return Told(f"a space is missing after `{key}:`", f"write `{key}: {shortened(value)}`", match.span("key"))


def _unexpected(site: Site) -> Told:
    if not site.before.strip(" -"):
        return _misaligned(site)
    start, end = site.word(site.at)
    what = shortened(site.text[start:end].strip())
    hint = _QUOTE_INSIDE.get(site.before[-1:], QUOTE)
    return Told(f"`{what}` follows a value that has ended already", hint, (start, end))


def _misaligned(site: Site) -> Told:
    in_list = "collection" in site.context or "sequence" in site.context
    wanted = "a list item" if in_list else "a key"
    if site.at >= len(site.text):
        return Told(f"the text ends where {wanted} is due")
    found = "a list item" if re.match(r"-\s", site.text[site.at : site.at + 2]) else "this line"
    indent = len(site.before)
    if indent <= site.origin - line_start(site.text, site.origin):
        return Told(f"{found} stands where {wanted} is due", _ALIGN)
    spaces = "1 space" if indent == 1 else f"{indent} spaces"
    return Told(f"{found} is indented by {spaces}, which matches nothing above it", _ALIGN)


def _open_quote(site: Site) -> Told:
    quote = site.text[site.origin : site.origin + 1]
    hint = f"close it with `{quote}`" + ("; inside it a quote is written `''`" if quote == "'" else "")
    return Told(f"the quote `{quote}` that begins here is never closed", hint, (site.origin, site.origin + 1))


def _bad_escape(site: Site) -> Told:
    start, end = _escape(site, 2)
    return Told(f"`{site.text[start:end]}` is no escape that double quotes know", _BACKSLASH, (start, end))


def _bad_code(site: Site) -> Told:
    start, end = _escape(site, 2)
    return Told(f"`{site.text[start:end]}` needs hexadecimal digits after it", _BACKSLASH, (start, end))


def _no_character(site: Site) -> Told:
    start, _ = _escape(site, 2)
    start, end = _escape(site, 10 if site.text.startswith("\\U", start) else 6)
    reason = f"the escape `{site.text[start:end]}` stands for no character"
    return Told(reason, "write the character itself", (start, end))


def _escape(site: Site, length: int) -> tuple[int, int]:
    found = site.text.rfind("\\", site.line_start, site.at + 1)
    start = site.at if found < 0 else found
    return start, min(start + length, len(site.text))


def _no_name(site: Site) -> Told:
    mark = site.text[site.origin : site.origin + 1]
    what = "alias" if mark == "*" else "anchor"
    reason = f"`{mark}` begins an {what}, whose name is made of letters, digits, `-` and `_`"
    return Told(reason, QUOTE, site.word(site.origin))


def _open_flow(bracket: str) -> _Teller:
    def open_flow(site: Site) -> Told:
        if site.at >= len(site.text) and site.context_at is not None:
            return _never_closed(site)
        hint = f"add a comma, close the list or map with `{bracket}`, or quote the value"
        return Told(f"`,` or `{bracket}` is due here", hint)

    return open_flow


def _never_closed(site: Site) -> Told:
    opening = site.text[site.origin : site.origin + 1]
    closing = "]" if opening == "[" else "}"
    return Told(f"`{opening}` is never closed", f"close it with `{closing}`", (site.origin, site.origin + 1))


def _no_content(site: Site) -> Told:
    if site.at >= len(site.text):
        at = max(site.text.rfind("[", 0, site.at), site.text.rfind("{", 0, site.at))
        return _never_closed(site._replace(context_at=at)) if at >= 0 else Told("a value is due here")
    if "block" in site.context:
        return Told(f"no value can begin with `{site.character}`", QUOTE)
    if site.character in ",]}":
        return Told(f"a value is missing before `{site.character}`", "write the value, or remove the comma")
    return Told("a value is due here", QUOTE)


_NO_TAG: Final = Told("`!` begins a tag, and this is no tag", QUOTE)
_BLOCK_INDENT: Final = Told("the indentation of a text block is a digit from 1 to 9", "remove the digit")
_AFTER_BLOCK_START: Final = Told(
    "nothing but a comment can follow `|` or `>` in their line", "begin the text on the next line"
)

# Each needle is a part of what libyaml says, or of what the parser written in Python says.
_COMPLAINTS: Final[tuple[tuple[str, Told | _Teller], ...]] = (
    ("cannot start any token", _cannot_start),
    ("mapping values are not allowed", _unexpected_colon),
    ("could not find expected ':'", _missing_colon),
    ("did not find expected key", _unexpected),
    ("did not find expected '-' indicator", _unexpected),
    ("expected <block end>", _unexpected),
    ("',' or ']'", _open_flow("]")),
    ("',' or '}'", _open_flow("}")),
    ("node content", _no_content),
    ("unexpected end of stream", _open_quote),
    ("unexpected document", _open_quote),
    ("unknown escape character", _bad_escape),
    ("hexdecimal number", _bad_code),
    ("hexadecimal", _bad_code),
    ("invalid Unicode character escape", _no_character),
    ("tab character", _tab),
    ("unexpected ':'", Told("a `:` inside this value needs quotes", QUOTE)),
    (
        "sequence entries are not allowed",
        Told("a list item cannot stand here", "begin the list on a line of its own, or quote the value"),
    ),
    ("mapping keys are not allowed", Told("a key that begins with `? ` cannot stand here", QUOTE)),
    ("alphabetic or numeric", _no_name),
    (
        "undefined tag handle",
        Told("the prefix of this tag is not declared", "quote the value if `!` is part of it"),
    ),
    (
        "expected '>'",
        Told("the tag that `!<` begins is never closed", "close it with `>`, or quote the value"),
    ),
    ("tag URI", _NO_TAG),
    ("expected '!'", _NO_TAG),
    ("expected whitespace", Told("a space is due after the tag", QUOTE)),
    ("indentation indicator equal to 0", _BLOCK_INDENT),
    ("indentation indicator in the range", _BLOCK_INDENT),
    ("comment or line break", _AFTER_BLOCK_START),
    ("comment or a line break", _AFTER_BLOCK_START),
    ("chomping or indentation", _AFTER_BLOCK_START),
    ("document start", Told("`---` is due here", "begin the document with `---` after its `%` lines")),
    (
        "directive",
        Told("this `%` line is no directive that YAML knows", "remove the line, or quote the value"),
    ),
    ("version number", Told("the `%YAML` line has no version", "write `%YAML 1.1`")),
    ("incompatible YAML document", Told("this version of YAML is not supported", "write `%YAML 1.1`")),
)
