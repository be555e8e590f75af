"""The items that a loop goes over, where they are known, and the keys that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.json_lists import read_list
from argolint.expressions.tags import OPEN, is_known
from argolint.flow.reads import Read
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation
    from argolint.source import Span


class Items(NamedTuple):
    """The keys of each item of a loop (None for one that is no map), and where the items stand."""

    keys: tuple[frozenset[str] | None, ...]
    spans: tuple[Span, ...]
    """The place of each item; empty where they are written as JSON."""


_NUMBERS = Items((None,), ())
"""What a sequence counts, as far as keys go."""


_FAILURES = "{{workflow.failures}}"
_FAILED = Items((frozenset({"displayName", "finishedAt", "message", "phase", "podName", "templateName"}),), ())
"""What Argo tells of a step that failed."""


class MissingKey(NamedTuple):
    """A tag that reads a key which some items lack; `first` is the place of the first of them."""

    read: Read
    key: str
    first: int
    items: Items

    @property
    def candidates(self) -> tuple[str, ...]:
        """The keys that there are."""
        return tuple(sorted({key for keys in self.items.keys for key in keys or ()}))


def written_items(call: Invocation) -> Items | None:
    """The items that stand in the step or task itself."""
    if call.with_items is not None and call.with_items.items:
        nodes = call.with_items.items
        keys = tuple(frozenset(at.entries) if isinstance(at, Mapping) else None for at in nodes)
        if any(OPEN in key for found in keys for key in found or ()):
            return None
        return Items(keys, tuple(at.span for at in nodes))
    if call.with_param is not None:
        if call.with_param.text.strip() == _FAILURES:
            return _FAILED
        return _of_json(call.with_param.text) if OPEN not in call.with_param.text else None
    return _NUMBERS if call.with_sequence is not None else None


def default_items(call: Invocation, flow: ObjectFlow) -> Items | None:
    """The items that `withParam` comes to with the values known before the run."""
    if call.with_param is None or OPEN not in call.with_param.text:
        return None
    text = flow.text(call.with_param, call.caller)
    return _of_json(text) if is_known(text) else None


def passed_items(text: str) -> Items | None:
    """The items in a text that a call hands over."""
    return _of_json(text) if is_known(text) else None


def _of_json(text: str) -> Items | None:
    found = read_list(text)
    if not found:
        return None
    return Items(tuple(frozenset(item) if isinstance(item, dict) else None for item in found), ())


def missing_keys(call: Invocation, items: Items, flow: ObjectFlow) -> Iterator[MissingKey]:
    """The tags of a step or task that read a key which one of its items lacks."""
    for read in flow.reads(call):
        if isinstance(read, Read) and read.name.startswith("item."):
            key = read.name.removeprefix("item.")
            lacking = [index for index, keys in enumerate(items.keys) if keys is None or key not in keys]
            if lacking:
                yield MissingKey(read, key, lacking[0], items)
