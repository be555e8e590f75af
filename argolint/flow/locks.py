"""The mutexes and semaphores that a workflow or a template waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.model import Template, head
from argolint.model.build import flag, mapping, mappings, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argolint.model import WorkflowObject
    from argolint.source import Span
    from argolint.syntax.nodes import Mapping, Scalar

_FIELD = "synchronization"
_SINGLE = (("mutex", True), ("semaphore", False))
_LISTS = (("mutexes", True), ("semaphores", False))


class Lock(NamedTuple):
    """One lock; what is no mutex is a semaphore."""

    node: Mapping
    mutex: bool
    at: Span

    @property
    def name(self) -> Scalar | None:
        """What names it: its own name, or that of the config map with its limit."""
        source = self.node if self.mutex else mapping(self.node, "configMapKeyRef")
        return text(source, "name") if source is not None else None

    @property
    def span(self) -> Span:
        """Its name, or where it stands."""
        return self.name.span if self.name is not None else self.at

    @property
    def title(self) -> str:
        """How messages call it."""
        kind = "mutex" if self.mutex else "semaphore"
        return f"the {kind} `{self.name.text}`" if self.name is not None else f"a {kind} without a name"

    def identity(self, read: Callable[[Scalar], str | None]) -> tuple[str, ...] | None:
        """What two uses of one lock have in common; None where `read` does not know a part of it."""
        source = self.node if self.mutex else mapping(self.node, "configMapKeyRef")
        if source is None or self.name is None:
            return None
        parts = ["mutex" if self.mutex else "semaphore", "database" if flag(self.node, "database") else ""]
        for holder, field in ((source, "name"), (source, "key"), (self.node, "namespace")):
            scalar = text(holder, field)
            part = read(scalar) if scalar is not None else ""
            if part is None:
                return None
            parts.append(part)
        return tuple(parts)


def lock_block(subject: WorkflowObject | Template) -> Mapping | None:
    """What holds the locks of a workflow, or of a template; None where there are none."""
    holder = subject.node if isinstance(subject, Template) else subject.spec
    return mapping(holder, _FIELD) if holder is not None and _FIELD in holder.entries else None


def locks_of(subject: WorkflowObject | Template) -> Iterator[Lock]:
    """The locks that a workflow takes as a whole, or a template of its own."""
    block = lock_block(subject)
    if block is None:
        return
    for field, mutex in _SINGLE:
        node = mapping(block, field)
        if node is not None:
            yield Lock(node, mutex, block.entries[field].key.span)
    for field, mutex in _LISTS:
        for node in mappings(block, field):
            yield Lock(node, mutex, head(node) if node.entries else block.entries[field].key.span)
