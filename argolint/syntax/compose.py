"""Events to nodes: one pass without recursion, the common case inline and the rare ones in methods.

What is needed for broken texts alone is imported where it is needed: most runs never do.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from argolint.patterns import lazy_pattern
from argolint.source import Span
from argolint.syntax.aliases import OPEN, Anchors
from argolint.syntax.depth import DEEPEST, too_deep
from argolint.syntax.merges import MERGE_KEY, Merges
from argolint.syntax.nodes import PLAIN, Entry, Mapping, Node, Scalar, Sequence
from argolint.syntax.problems import BadKey, BadNumber, BrokenYaml, DuplicateKey
from argolint.syntax.scalars import NOT_FINITE, WORDS, ScalarKind, key_text, kind, misfit
from argolint.syntax.stop import Stop

if TYPE_CHECKING:
    from argolint.syntax.events import NextEvent
    from argolint.syntax.problems import Problem

_BLOCK_STYLES = frozenset("|>")
_SPECIAL_KEYS = WORDS | {MERGE_KEY}
_PROPERTIES = lazy_pattern(r"(?:[!&]\S*\s+(?:#[^\n\r]*\s+)*)+")
_MERGE_TAG = "tag:yaml.org,2002:merge"


class Composer:
    """Composes one document out of a part of a source; offsets count from the start of the whole source."""

    __slots__ = ("_anchors", "_base", "_merges", "_text", "problems")

    def __init__(self, text: str, base: int) -> None:
        self._text = text
        self._base = base
        self._anchors = Anchors()
        self._merges = Merges()
        self.problems: list[Problem] = []

    def compose(self, next_event: NextEvent) -> Node | None:  # noqa: C901
        """The root node of the first document, or None where there is none; raises Stop and YAML errors."""
        base = self._base
        special_keys, block_styles, not_finite = _SPECIAL_KEYS, _BLOCK_STYLES, NOT_FINITE
        unfinished, waiting = self._anchors.unfinished, self._merges.waiting
        roots: list[Node] = []
        stack: list[Any] = []
        container: Any = None
        entries: dict[str, Entry] = {}
        items: list[Node] | None = roots
        key: Scalar | None = None
        name: str | None = None
        flow = False
        last_end = base
        node: Any
        # One long loop: a call for each event would cost more than all that is done here.
        for seen in count():
            event = next_event()
            what = type(event)
            if what is ScalarEvent:
                text, style = event.value, event.style or PLAIN
                node = Scalar(base + event.start_mark.index, base + event.end_mark.index, text, style, None)
                if event.anchor is not None or event.ctag is not None:
                    self._read_properties(event, node, seen)
                elif not text:
                    self._place_empty(node, last_end)
                if style in block_styles:
                    self._trim_block(node)
                elif text in not_finite and (key is not None or items is not None):
                    self._check_number(node)
                last_end = node.end
                if items is not None:
                    items.append(node)
                elif key is None:
                    key = node
                    if node.tag is None and (style or (text > ":" and text not in special_keys)):
                        name = text
                    else:
                        name = self._key_name(node)
                    if name in entries:
                        self._check_duplicate(node, entries[name])
                        name = None
                elif name is not None:
                    entries[name] = Entry(key, node)
                    key = None
                else:
                    self._take_unnamed(container, key, node, False)
                    key = None
                continue
            if what is MappingEndEvent or what is SequenceEndEvent:
                if flow:
                    last_end = base + event.end_mark.index
                container.end = last_end
                if unfinished or waiting:
                    self._close(container, seen)
                container, entries, items, key, flow = stack.pop()
                name = None
                continue
            if what is MappingStartEvent:
                node = Mapping(base + event.start_mark.index, OPEN, {})
            elif what is SequenceStartEvent:
                node = Sequence(base + event.start_mark.index, OPEN, [])
            elif what is AliasEvent:
                last_end = base + event.end_mark.index
                span = Span(base + event.start_mark.index, last_end)
                node = self._anchors.resolve(event.anchor, span, seen)
            elif what is DocumentEndEvent:
                break
            elif event is None:
                return None
            else:
                continue
            if what is not AliasEvent and (event.anchor is not None or event.ctag is not None):
                self._read_collection_properties(event, node, seen)
            if items is not None:
                items.append(node)
            elif key is None:
                key, name = self._take_odd_key(node, entries)
            else:
                if name is not None:
                    entries[name] = Entry(key, node)
                else:
                    self._take_unnamed(container, key, node, what is AliasEvent)
                key = None
            if what is not AliasEvent:
                stack.append((container, entries, items, key, flow))
                if len(stack) > DEEPEST:
                    raise too_deep(node.start)
                container = node
                flow = event.flow_style
                key = name = None
                if what is MappingStartEvent:
                    entries, items = node.entries, None
                else:
                    items = node.items
        if not event.explicit:
            self._look_behind_end(next_event)
        return roots[0]

    def _look_behind_end(self, next_event: NextEvent) -> None:
        """Go's reader passes over what follows a complete root; nobody means that, so it is told."""
        try:
            next_event()
        except MarkedYAMLError as error:
            from argolint.syntax.broken import text_after_end

            start = min(error.problem_mark.index, len(self._text))
            self.problems.append(text_after_end(self._text, start, self._base))

    def _close(self, container: Mapping | Sequence, seen: int) -> None:
        self._anchors.close(container, seen)
        if type(container) is Mapping:
            self._merges.finish(container, self.problems)

    def _key_name(self, key: Scalar) -> str | None:
        if _is_merge(key):
            return None
        name = key_text(key)
        if name is None:
            what = "a null key" if kind(key) is ScalarKind.NULL else f"the key `{key.text}`"
            self.problems.append(BadKey(key.span, what))
        return name

    def _take_odd_key(self, node: Node, entries: dict[str, Entry]) -> tuple[Scalar, str | None]:
        """A key that is an alias, or a collection, whose end is not yet known."""
        if isinstance(node, Scalar):
            name = self._key_name(node)
            if name in entries:
                self._check_duplicate(node, entries[name])
                return node, None
            return node, name
        if self._text.startswith("{{", node.start - 1 - self._base):
            from argolint.syntax.broken import unquoted_tag

            raise Stop(unquoted_tag(self._text, node.start - 1 - self._base, self._base))
        what = "a map as key" if isinstance(node, Mapping) else "a list as key"
        self.problems.append(BadKey(Span(node.start, max(node.start + 1, node.end)), what))
        return Scalar(node.start, node.start, "", PLAIN, None), None

    def _check_duplicate(self, key: Scalar, first: Entry) -> None:
        if kind(key) is kind(first.key):
            self.problems.append(DuplicateKey(key, first.key, merged=False))

    def _take_unnamed(self, mapping: Mapping, key: Scalar, value: Node, value_is_alias: bool) -> None:
        if _is_merge(key):
            self._merges.add(mapping, key, value, value_is_alias)

    def _check_number(self, scalar: Scalar) -> None:
        if kind(scalar) is ScalarKind.FLOAT:
            self.problems.append(BadNumber(scalar))

    def _place_empty(self, scalar: Scalar, last_end: int) -> None:
        """The parser puts a missing value where it noticed that; here it stands behind its key or dash."""
        before = scalar.start - self._base
        if scalar.start != scalar.end or self._text[before - 1 : before] in (":", "-", "?"):
            return
        colon = self._text.find(":", last_end - self._base, before)
        scalar.start = scalar.end = last_end if colon < 0 else self._base + colon + 1

    def _trim_block(self, scalar: Scalar) -> None:
        start, end = scalar.start - self._base, scalar.end - self._base
        text = self._text
        content_end = start + len(text[start:end].rstrip())
        line_end = text.find("\n", content_end, end)
        if line_end < 0:
            line_end = end
        elif text[line_end - 1] == "\r":
            line_end -= 1
        scalar.end = self._base + line_end

    def _read_properties(self, event: Any, scalar: Scalar, seen: int) -> None:
        if event.anchor is not None:
            self._anchors.add(event.anchor, scalar, seen)
        scalar.tag = event.tag
        if scalar.text or scalar.style:
            match = _PROPERTIES.match(self._text, scalar.start - self._base, scalar.end - self._base)
            if match is not None:
                scalar.start = self._base + match.end()
        else:
            scalar.start = scalar.end
        wrong = misfit(scalar) if scalar.tag is not None else None
        if wrong is not None:
            raise Stop(
                BrokenYaml(
                    scalar.span,
                    f"`{scalar.text}` does not fit its tag `{wrong}`",
                    hint="remove the tag or correct the value",
                )
            )

    def _read_collection_properties(self, event: Any, node: Mapping | Sequence, seen: int) -> None:
        if event.anchor is not None:
            self._anchors.add(event.anchor, node, seen)
        end: int = event.end_mark.index
        is_block_start = not event.flow_style and (type(node) is Mapping or self._text.startswith("-", end))
        node.start = self._base + (end if is_block_start else end - 1)


def _is_merge(key: Scalar) -> bool:
    return key.text == MERGE_KEY and not key.style and key.tag in (None, _MERGE_TAG)
