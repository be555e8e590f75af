"""Places that lead to something outside of their file: objects of other files, and addresses on the web."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import OPEN
from argolint.ide.navigation import declared
from argolint.ide.symbols import Form, Role, SymbolKind
from argolint.model.build import mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Occurrence
    from argolint.model import Artifact, WorkflowObject
    from argolint.source import Span

_ADDRESSES = (("http", "url"), ("git", "repo"), ("artifactory", "url"))
_SCHEMES = ("http://", "https://")


class Link(NamedTuple):
    """A place that can be followed: to an address, or to a declaration."""

    span: Span
    address: str | None
    target: Occurrence | None


def links(snapshot: Snapshot, path: str) -> tuple[Link, ...]:
    """The links of a file in order."""
    found = [*_to_objects(snapshot, path)]
    for item in snapshot.objects(path):
        found += _to_addresses(item)
    return tuple(sorted(found, key=lambda link: link.span))


def _to_objects(snapshot: Snapshot, path: str) -> Iterator[Link]:
    for place in snapshot.symbols(path).occurrences:
        if place.symbol.kind is SymbolKind.OBJECT and place.role is Role.REFERENCE and place.form is not Form.FILLED:
            for target in declared(snapshot, place.symbol)[:1]:
                yield Link(place.span, None, target)


def _to_addresses(item: WorkflowObject) -> Iterator[Link]:
    artifacts = [*item.arguments.artifacts]
    for template in item.all_templates():
        artifacts += (*template.inputs.artifacts, *template.outputs.artifacts)
        for call in template.calls():
            artifacts += call.arguments.artifacts
    seen: set[Span] = set()
    for artifact in artifacts:
        for link in _of_artifact(artifact):
            if link.span not in seen:
                seen.add(link.span)
                yield link


def _of_artifact(artifact: Artifact) -> Iterator[Link]:
    for place, field in _ADDRESSES:
        holder = mapping(artifact.node, place)
        address = text(holder, field) if holder is not None else None
        if address is not None and address.text.startswith(_SCHEMES) and OPEN not in address.text:
            yield Link(address.span, address.text, None)
