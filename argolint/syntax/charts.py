"""Templates of Helm charts as far as they are certain: actions are covered in place, so that all offsets stay true."""

from __future__ import annotations

import itertools
import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNKNOWN: Final = "\ue001"
"""Stands for each character of what Helm will put in; rules know it as something that nobody can tell."""

_ACTION: Final = lazy_pattern(
    r"""\{\{(?P<left>-(?=\s))?
    (?P<body>\s*/\*.*?\*/\s*?
        | (?:`[^`]*` | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | (?!\}\}|\{\{)[^"'`])*?)
    (?P<right>(?<=\s)-)?\}\}""",
    re.VERBOSE | re.DOTALL,
)
_REMARK: Final = lazy_pattern(r"\s*(?:/\*|\$\w*(?:\s*,\s*\$\w*)?\s*:?=(?!=))")
_WORD: Final = lazy_pattern(r"\s*(\w+)")
_PLAIN_STRING: Final = lazy_pattern(r'\s*(?:`([^`]*)`|"([^"\\\n]*)")\s*')
_OWN_LINE: Final = lazy_pattern(r"(?:^|\|)\s*nindent\b[^|]*$")
_NESTED: Final = lazy_pattern(r"\{\{[^}]*\{\{")
_INDENT: Final = lazy_pattern(r"\bn?indent\s+(\d+)")
_OPENING: Final = frozenset({"if", "with", "range", "define", "block"})
_END: Final = "end"
_SILENT: Final = frozenset({"break", "continue", "else", _END})
_REMARKS: Final = "remark"
_DEFINITION: Final = "define"
_COMMENT: Final = "#"
_VISIBLE: Final = lazy_pattern(r"\S")
_OPEN, _CLOSE = "{{", "}}"


class Covered(Enum):
    """What stands in the way of certainty."""

    CONTROL = auto()
    """Puts nothing in, but decides whether or how often the text about it stands there."""
    VALUE = auto()
    """Becomes a part of a value or a key."""
    FILL = auto()
    """Has its lines to itself, so that it may add anything to what stands around it."""


class Gap(NamedTuple):
    """A place of a text, with the blanks around it, where Helm decides what stands there."""

    start: int
    end: int
    what: Covered


class Covering(NamedTuple):
    """A text of the same length in which only what is certain can be read, and its gaps in order."""

    text: str
    gaps: tuple[Gap, ...]


class _Item(NamedTuple):
    """A stretch of text, where `word` is None, or an action, by the first word that makes it one of control."""

    start: int
    end: int
    word: str | None = None
    left: bool = False
    """Whether it cuts off the blanks before it, or else those behind it."""
    right: bool = False
    own_line: bool = False
    """Whether what it puts in begins with a line break."""

    @property
    def is_control(self) -> bool:
        return self.word in _SILENT or self.word in _OPENING or self.word == _REMARKS


class _UnclearError(Exception):
    """The lines of a text are joined in a way that does not tell where they will stand."""


def cover(text: str) -> Covering | None:
    """The text with its actions covered; None where its lines will not stand as they are written."""
    characters = list(text)
    actions = []
    at = text.find(_OPEN)
    while at >= 0:
        match = _ACTION.match(text, at)
        if match is None:
            return None
        kept = _kept(text, match)
        if kept is not None:
            characters[at : at + len(kept)] = kept
        else:
            actions.append(_action(match))
        at = text.find(_OPEN, match.end())
    try:
        items = list(_by_line("".join(characters), list(_without_definitions(actions, len(text)))))
        gaps = tuple(_cover(text, characters, items))
    except _UnclearError:
        return None
    covered = "".join(characters)
    # Argo cuts no blanks off the name of a tag within a tag.
    return None if _NESTED.search(covered) else Covering(covered, gaps)


def _action(match: re.Match[str]) -> _Item:
    body = match["body"]
    word = _WORD.match(body)
    name = _REMARKS if _REMARK.match(body) else word[1] if word is not None else ""
    left, right = match["left"] is not None, match["right"] is not None
    return _Item(match.start(), match.end(), name, left, right, _OWN_LINE.search(body) is not None)


def _kept(text: str, match: re.Match[str]) -> str | None:
    """What a tag of Argo's, or one end of it, that is written as a string for Helm becomes, as long as it was.

    Blanks inside a tag mean nothing to Argo, so that they may stand for the quotes.
    """
    found = _PLAIN_STRING.fullmatch(match["body"])
    if found is None or match["left"] or match["right"]:
        return None
    number = 1 if found[1] is not None else 2
    content = found[number]
    start, end = match.start("body") + found.start(number), match.start("body") + found.end(number)
    size = match.end() - match.start()
    if content == _CLOSE:
        return content.rjust(size)
    if content == _OPEN:
        # The sign of an expression stands at once behind the braces.
        return f"{_OPEN}=".ljust(size) + " " if text.startswith("=", match.end()) else content.ljust(size)
    if _is_quoted(content) and _is_alone(text, match):
        return content.rjust(end - match.start()).ljust(size)
    inner = content[len(_OPEN) : -len(_CLOSE)]
    if not (content.startswith(_OPEN) and content.endswith(_CLOSE)) or _OPEN in inner or _CLOSE in inner:
        return None
    opening = f"{_OPEN}=" if inner.startswith("=") else _OPEN
    head = opening.ljust(start - match.start() + len(opening))
    return head + inner.removeprefix("=") + _CLOSE.rjust(match.end() - end + len(_CLOSE))


def _is_quoted(content: str) -> bool:
    return len(content) > 1 and content[0] == content[-1] and content[0] in "\"'" and "\n" not in content


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Whether blanks, or the ends of the line, stand on both sides of an action."""
    return not (text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]).strip()


def _without_definitions(actions: Sequence[_Item], size: int) -> Iterator[_Item]:
    """The actions, each definition of a template as one remark: its text stands wherever it is included."""
    depth, begun = 0, None
    for action in actions:
        if begun is None:
            if action.word == _DEFINITION:
                begun, depth = action, 1
            else:
                yield action
            continue
        depth += 1 if action.word in _OPENING else -1 if action.word == _END else 0
        if not depth:
            yield _Item(begun.start, action.end, _REMARKS, begun.left, action.right)
            begun = None
    if begun is not None:
        yield _Item(begun.start, size, _REMARKS, begun.left)


def _by_line(text: str, actions: Sequence[_Item]) -> Iterator[_Item]:
    """The actions and the text between them; what is decided within a line is one action there."""
    beside, pairs = _blanked(text, actions), _pairs(actions)
    at = number = 0
    while number < len(actions):
        action, last = actions[number], number
        if action.is_control:
            action, last = _within_line(beside, actions, pairs, number)
        yield from _stretch(beside, at, action.start)
        yield action
        at, number = action.end, last + 1
    yield from _stretch(beside, at, len(text))


def _within_line(beside: str, actions: Sequence[_Item], pairs: dict[int, int], number: int) -> tuple[_Item, int]:
    """An action of control, together with all up to its end if that is in the same line, and the last one taken."""
    action = actions[number]
    line_start, line_end = _line(beside, action)
    line = beside[line_start:line_end].strip()
    if action.word == _REMARKS:
        around = beside[max(action.start - 1, 0) : action.start] + beside[action.end : action.end + 1]
        return (action if around.isspace() or not around else action._replace(word="")), number
    last = pairs.get(number)
    if last is not None and actions[last].start < line_end:
        return action._replace(end=actions[last].end, word="", right=actions[last].right), last
    if line and not line.startswith(_COMMENT):
        raise _UnclearError
    return action, number


def _pairs(actions: Sequence[_Item]) -> dict[int, int]:
    """Which action ends what each of them opens."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for number, action in enumerate(actions):
        if action.word in _OPENING:
            opened.append(number)
        elif action.word == _END and opened:
            found[opened.pop()] = number
    return found


def _line(text: str, item: _Item) -> tuple[int, int]:
    end = text.find("\n", item.end)
    return text.rfind("\n", 0, item.start) + 1, len(text) if end < 0 else end


def _blanked(text: str, actions: Sequence[_Item]) -> str:
    """The text without its actions, as long as it was."""
    parts: list[str] = []
    at = 0
    for action in actions:
        parts += text[at : action.start], _VISIBLE.sub(" ", text[action.start : action.end])
        at = action.end
    return "".join([*parts, text[at:]])


def _stretch(text: str, start: int, end: int) -> Iterator[_Item]:
    """The text between two offsets without the blanks around it, if there is more than these."""
    part = text[start:end]
    if not part.isspace() and part:
        yield _Item(end - len(part.lstrip()), start + len(part.rstrip()))


def _cover(text: str, characters: list[str], items: Sequence[_Item]) -> Iterator[Gap]:
    """Cover the actions, and tell the gaps."""
    solid = [_Item(0, 0), *(item for item in items if not item.is_control), _Item(len(text), len(text))]
    fills = _fills(text, solid)
    before, controls, deepest = solid[0], list[_Item](), len(text)
    for item in (*items, solid[-1]):
        if item.is_control:
            controls.append(item)
            _blank(characters, item.start, item.end)
            continue
        start = _start(text, before, controls, item, is_fill=item in fills)
        if controls:
            yield Gap(before.end, item.start, Covered.CONTROL)
        if before in fills:
            yield Gap(before.start, item.start, Covered.FILL)
        if item in fills:
            _blank(characters, item.start, item.end)
            yield Gap(start, item.end, Covered.FILL)
            deepest = _indent(text, item)
        else:
            deepest = _behind_fill(text, item, deepest)
            end = item.start if item.word is None else item.end
            if start < end:
                characters[start:end] = UNKNOWN * (end - start)
                yield Gap(start, end, Covered.VALUE)
        before, controls = item, []


def _fills(text: str, solid: Sequence[_Item]) -> set[_Item]:
    """The actions that have their lines to themselves."""
    return {
        item
        for before, item, after in zip(solid, solid[1:], solid[2:], strict=False)
        if item.word is not None and not _are_beside(text, before, item) and not _are_beside(text, item, after)
    }


def _behind_fill(text: str, item: _Item, deepest: int) -> int:
    """How far the next text may be indented; what is deeper than what was put in before goes on with that."""
    if item.start == len(text):
        return deepest
    start, _ = _line(text, item)
    for line in text[start : item.end].split("\n"):
        content = line.lstrip()
        if content and not content.startswith(_COMMENT):
            if len(line) - len(content) > deepest:
                raise _UnclearError
            return len(text)
    return deepest


def _start(text: str, before: _Item, controls: Sequence[_Item], item: _Item, *, is_fill: bool) -> int:
    """Where what an item stands for begins, with the blanks that are cut off; before it, if that is joined to it."""
    left = _left_of(text, (before, *controls, item))
    if _are_beside(text, before, item):
        # With no blank left the two are one word.
        return item.start if left or controls or item.own_line else before.end
    is_first, is_last = before.end == 0, item.start == len(text)
    if is_fill:
        is_joined = "\n" not in left and not item.own_line and not is_first
        return before.end - 1 if is_joined else before.end
    line_start, _ = _line(text, item)
    fits = len(left) - left.rfind("\n") - 1 == item.start - line_start and (is_first or "\n" in left)
    if not fits and not is_last:
        raise _UnclearError
    return item.start


def _indent(text: str, fill: _Item) -> int:
    """The indentation of what is put in."""
    said = _INDENT.search(text, fill.start, fill.end)
    return int(said[1]) if said is not None else fill.start - _line(text, fill)[0]


def _left_of(text: str, items: Sequence[_Item]) -> str:
    """What is left of the blanks between items."""
    parts = []
    for before, item in itertools.pairwise(items):
        part = text[before.end : item.start]
        parts.append("" if before.right or item.left else part)
    return "".join(parts)


def _are_beside(text: str, before: _Item, item: _Item) -> bool:
    return before.end > 0 and item.start < len(text) and "\n" not in text[before.end : item.start]


def _blank(characters: list[str], start: int, end: int) -> None:
    characters[start:end] = [at if at == "\n" else " " for at in characters[start:end]]
