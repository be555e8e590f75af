"""The places where labels and annotations are written."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from argolint.model import Template
from argolint.model.build import mapping, mappings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.model import WorkflowObject
    from argolint.syntax.nodes import Entry, Mapping


class Bearer(StrEnum):
    """Whose metadata a block becomes."""

    WORKFLOW = "workflow"
    POD = "pod"
    CLAIM = "claim"


class Block(NamedTuple):
    """A map with `labels` and `annotations`."""

    node: Mapping
    bearer: Bearer


def blocks(subject: WorkflowObject | Template) -> Iterator[Block]:
    """The metadata that an object itself writes, or one of its templates."""
    if isinstance(subject, Template):
        if "metadata" in subject.node.entries:
            yield from _block(subject.node, "metadata", Bearer.POD)
        return
    if subject.metadata is not None:
        yield Block(subject.metadata, Bearer.WORKFLOW)
    if subject.cron is not None:
        yield from _block(subject.cron, "workflowMetadata", Bearer.WORKFLOW)
    spec = subject.spec
    if spec is None:
        return
    yield from _block(spec, "workflowMetadata", Bearer.WORKFLOW)
    yield from _block(spec, "podMetadata", Bearer.POD)
    if (defaults := mapping(spec, "templateDefaults")) is not None:
        yield from _block(defaults, "metadata", Bearer.POD)
    for claim in mappings(spec, "volumeClaimTemplates"):
        yield from _block(claim, "metadata", Bearer.CLAIM)


def _block(holder: Mapping, name: str, bearer: Bearer) -> Iterator[Block]:
    node = mapping(holder, name)
    if node is not None:
        yield Block(node, bearer)


def entries_of(node: Mapping, name: str) -> Iterable[Entry]:
    """The entries of the map under a key."""
    found = mapping(node, name)
    return found.entries.values() if found is not None else ()
