"""Changes of a text that leave all else as it is: entries and items taken out, entries put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.patterns import lazy_pattern
from argolint.source import Span
from argolint.syntax.nodes import FOLDED, LITERAL, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.syntax.nodes import Node

_REST = lazy_pattern(r"[ \t]*(?:#[^\r\n]*)?(?:\r?\n|\Z)")
_LINE_STARTS = lazy_pattern(r"\n(?=[ ])")
_ANCHOR = lazy_pattern(r"&[^\s\[\]{},]+(?:\s+!\S*)?(?:\s|#[^\n]*\n)*\Z")
_MOST_BEFORE = 200
"""Characters before a node in which its anchor is looked for."""
_SEPARATOR = lazy_pattern(r"\s*,[ \t]*")


class _Part(NamedTuple):
    """One entry or item of a collection: where it begins, and where what it holds ends."""

    node: Node
    start: int
    end: int


def without(text: str, root: Mapping, target: Node) -> Span | None:
    """What to cut out so that an item or the value of an entry is gone, with the collections that hold nothing else.

    None where that cannot be done without touching what stands elsewhere, such as behind an alias. The root stays.
    """
    for holder, node in _path(root, target):
        parts = _parts(text, holder)
        at = next((index for index, part in enumerate(parts) if part.node is node), None)
        if at is None:
            return None
        if len(parts) > 1:
            return _in_flow(text, parts, at) if text[holder.start] in "{[" else _in_block(text, parts, at)
    return None


def added(text: str, mapping: Mapping, entry: str) -> tuple[Span, str] | None:
    """Where to put a new entry of a map, `key: value` in one line, and in what form; after the first one there is."""
    parts = _parts(text, mapping)
    if not parts:
        return None
    first = parts[0]
    if text[mapping.start] == "{":
        return Span(first.end, first.end), f", {entry}"
    if not _REST.match(text, first.end):
        return None
    start = text.rfind("\n", 0, first.start) + 1
    end = "\r\n" if text[first.end : text.find("\n", first.end)].endswith("\r") else "\n"
    at = _line_end(text, first.end)
    return Span(at, at), f"{end}{' ' * (first.start - start)}{entry}"


def appended(text: str, holder: Sequence, items: list[str]) -> tuple[Span, str] | None:
    """Where to put further items behind those of a list, each in one line, and in what form."""
    parts = _parts(text, holder)
    if not parts:
        return None
    last = parts[-1]
    if text[holder.start] == "[":
        return Span(last.end, last.end), "".join(f", {item}" for item in items)
    if not _REST.match(text, last.end):
        return None
    start = text.rfind("\n", 0, last.start) + 1
    at = _line_end(text, last.end)
    end = "\r\n" if text.startswith("\r\n", at) else "\n"
    return Span(at, at), "".join(f"{end}{' ' * (last.start - start)}- {item}" for item in items)


def block_entry(text: str, key_start: int) -> Span | None:
    """The lines of the entry of a block map whose key begins there, or None if it shares its line with another.

    It goes by indentation alone, so that entries which the tree has dropped can be found as well.
    """
    start = text.rfind("\n", 0, key_start) + 1
    if text[start:key_start].strip(" "):
        return None
    end = _next_line(text, key_start)
    at = end
    while at < len(text):
        line = text[at : _next_line(text, at)]
        indent = len(line) - len(line.lstrip(" "))
        content = line.strip()
        if content and indent <= key_start - start and not (indent == key_start - start and content.startswith("- ")):
            break
        at += len(line)
        if content and not content.startswith("#"):
            end = at
    return Span(start, end)


def split_item(text: str, item: Scalar, holder: Sequence, words: list[str]) -> tuple[Span, str]:
    """What to write in place of an item of a list so that each of some words is an item of its own."""
    if text[holder.start] == "[":
        return item.span, ", ".join(words)
    dash = text.rfind("-", holder.start, item.start)
    blanks = " " * (dash - text.rfind("\n", 0, dash) - 1)
    return item.span, f"\n{blanks}- ".join(words)


def is_named(text: str, node: Node) -> bool:
    """Whether a node has an anchor, so that aliases may repeat it."""
    before = text[max(0, node.start - _MOST_BEFORE) : node.start]
    return "&" in before and _ANCHOR.search(before) is not None


def as_only_item(text: str, value: Node) -> tuple[tuple[Span, str], ...] | None:
    """The changes that make a value a list of itself; None for a text in block style."""
    if isinstance(value, Scalar):
        if value.style in (LITERAL, FOLDED):
            return None
        shown = text[value.start : value.end] if value.style else f'"{value.text}"'
        return ((value.span, f"[{shown}]"),)
    if text[value.start] in "{[":
        return (Span(value.start, value.start), "["), (Span(value.end, value.end), "]")
    indents = [found.end() for found in _LINE_STARTS.finditer(text, value.start, value.end)]
    return (Span(value.start, value.start), "- "), *((Span(at, at), "  ") for at in indents)


def _next_line(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _line_end(text: str, at: int) -> int:
    """The end of the line of an offset, before its line break."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if text[end - 1] == "\r" else end


def _path(root: Mapping, target: Node) -> Iterator[tuple[Mapping | Sequence, Node]]:
    """The collections from the target's own outwards, each with the part of it that leads to the target."""
    found: list[tuple[Mapping | Sequence, Node]] = []
    holder: Node = root
    while holder is not target:
        inner = next((node for node in _children(holder) if node is target or _holds(node, target)), None)
        if inner is None or isinstance(holder, Scalar):
            return
        found.append((holder, inner))
        holder = inner
    yield from reversed(found)


def _children(node: Node) -> list[Node]:
    if isinstance(node, Mapping):
        return [entry.value for entry in node.entries.values() if not entry.merged]
    return node.items if isinstance(node, Sequence) else []


def _holds(node: Node, target: Node) -> bool:
    return not isinstance(node, Scalar) and node.start <= target.start and target.end <= node.end


def _parts(text: str, holder: Mapping | Sequence) -> list[_Part]:
    """The parts of a collection in order; none where one of them stands elsewhere."""
    parts: list[_Part] = []
    at = holder.start
    for start, node in _starts(text, holder):
        end = end_of(text, node)
        if start is None or end is None or start < at or node.start < start:
            return []
        parts.append(_Part(node, start, end))
        at = end
    return parts


def _starts(text: str, holder: Mapping | Sequence) -> Iterator[tuple[int | None, Node]]:
    if isinstance(holder, Mapping):
        for entry in holder.entries.values():
            yield (None if entry.merged else entry.key.start), entry.value
        return
    flow = text[holder.start] == "["
    for item in holder.items:
        dash = text.rfind("-", holder.start, item.start)
        yield (item.start if flow else None if dash < 0 or text[dash + 1 : item.start].strip() else dash), item


def end_of(text: str, node: Node) -> int | None:
    """Where the text of a node ends, without what follows on its last line."""
    while not isinstance(node, Scalar) and text[node.start : node.start + 1] not in "{[":
        children = _children(node)
        if not children or children[-1].start < node.start:
            return None
        node = children[-1]
    if isinstance(node, Scalar) and node.style in (LITERAL, FOLDED):
        return len(text[: node.end].rstrip())
    return node.end


def _in_flow(text: str, parts: list[_Part], at: int) -> Span | None:
    if at + 1 < len(parts):
        return _up_to(text, parts[at], parts[at + 1])
    before = _SEPARATOR.match(text, parts[at - 1].end)
    return Span(parts[at - 1].end, parts[at].end) if before is not None else None


def _in_block(text: str, parts: list[_Part], at: int) -> Span | None:
    part = parts[at]
    start = text.rfind("\n", 0, part.start) + 1
    rest = _REST.match(text, part.end)
    if rest is None:
        return None
    if not text[start : part.start].strip(" "):
        return Span(start, rest.end())
    # It shares its line with the dash of an item: what follows moves up to it.
    return _up_to(text, part, parts[at + 1]) if at + 1 < len(parts) else None


def _up_to(text: str, part: _Part, following: _Part) -> Span | None:
    """The part and what parts it from the next one, unless that holds a comment in lines of its own."""
    _, *others = text[part.end : following.start].split("\n")
    return Span(part.start, following.start) if not any(map(str.strip, others)) else None
