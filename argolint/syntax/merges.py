"""Merge keys: `<<` brings the entries of other maps into a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.source import Span
from argolint.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence
from argolint.syntax.problems import BrokenYaml, DuplicateKey
from argolint.syntax.scalars import kind
from argolint.syntax.stop import Stop

if TYPE_CHECKING:
    from argolint.syntax.problems import Problem

MERGE_KEY = "<<"
MOST_MERGED = 1_000_000


class Merges:
    """The merge keys of mappings that are still being read, `waiting` by the identity of the mapping."""

    __slots__ = ("_merged", "waiting")

    def __init__(self) -> None:
        self.waiting: dict[int, list[tuple[Scalar, Node]]] = {}
        self._merged = 0

    def add(self, mapping: Mapping, key: Scalar, value: Node, value_is_alias: bool) -> None:
        """Keep the value of a merge key until its mapping is complete."""
        if isinstance(value, Scalar) or (value_is_alias and isinstance(value, Sequence)):
            raise _bad_merge(key)
        self.waiting.setdefault(id(mapping), []).append((key, value))

    def finish(self, mapping: Mapping, problems: list[Problem]) -> None:
        """Bring the merged entries into a mapping whose own keys are all known."""
        for key, value in self.waiting.pop(id(mapping), ()):
            for source in value.items if isinstance(value, Sequence) else (value,):
                if not isinstance(source, Mapping):
                    raise _bad_merge(key)
                self._bring(source, mapping, key, problems)

    def _bring(self, source: Mapping, target: Mapping, key: Scalar, problems: list[Problem]) -> None:
        self._merged += len(source.entries)
        if self._merged > MOST_MERGED:
            raise Stop(BrokenYaml(key.span, f"merge keys bring in more than {MOST_MERGED:,} entries"))
        for name, entry in source.entries.items():
            present = target.entries.get(name)
            if present is None:
                target.entries[name] = Entry(entry.key, entry.value, merged=True)
            elif kind(present.key) is kind(entry.key):
                own, merged = (entry, present) if present.merged else (present, entry)
                problems.append(DuplicateKey(own.key, merged.key, merged=True))


def _bad_merge(key: Scalar) -> Stop:
    return Stop(
        BrokenYaml(
            Span(key.start, key.end),
            "merge key `<<` needs a map or a list of maps",
            hint='give it an alias of a map (`<<: *defaults`), or quote it (`"<<"`) if it is a plain key',
        )
    )
