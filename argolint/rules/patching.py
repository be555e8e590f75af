"""What rules say about containers and pods, as they are written and as patches leave them."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.known import known_text
from argolint.kubernetes.containers import Container
from argolint.model.build import mapping
from argolint.rules.api import finding, note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.flow.patched import PatchedPod, Place
    from argolint.model import Template, WorkflowObject
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Entry, Mapping, Node, Scalar


class Remark(NamedTuple):
    """What is to be said of a part of a container or pod, and of another part that it concerns."""

    at: Node
    message: str
    help: str | None = None
    beside: Node | None = None
    label: str = ""


class SeenContainer(NamedTuple):
    """A container as it is written, or as patches leave it."""

    node: Mapping
    known: Callable[[Scalar], str | None]
    """What a text of it surely comes to; None where that is open, or where the text has a mistake of its own."""
    merged: Callable[..., dict[str, Entry]]
    """The entries of the map at a path, those of defaults included."""
    damaged: Callable[[Node | None], bool]
    """Whether a part has a mistake of its own."""


def patched(
    subject: Template | WorkflowObject, cx: Context, look: Callable[[PatchedPod], Iterable[Remark]]
) -> Findings:
    """What is to be said of the pods that patches of the subject change, if these bring it about; each place once."""
    from argolint.flow.patched import patched_pods  # few manifests patch their pods

    seen: set[Place] = set()
    for pod in patched_pods(subject, cx.flow_of(subject)):
        for remark in look(pod):
            parts = [part for part in (remark.at, remark.beside) if part is not None]
            place = pod.place(remark.at)
            if place in seen or not pod.is_told(*parts):
                continue
            seen.add(place)
            other = pod.place(remark.beside) if remark.beside is not None else None
            labels = [note(other.span, remark.label, other.source)] if other is not None else []
            yield finding(place.span, remark.message, labels=labels, help=remark.help, source=place.source)


def containers(
    subject: Container | Template | WorkflowObject, cx: Context, look: Callable[[SeenContainer], Iterable[Remark]]
) -> Findings:
    """What is to be said of a container as it is written, or of those that patches of the subject change."""
    if not isinstance(subject, Container):
        yield from patched(subject, cx, lambda pod: chain.from_iterable(map(look, _seen(pod))))
        return
    flow, damaged = cx.flow(subject.owner), cx.damaged

    def known(scalar: Scalar) -> str | None:
        return None if damaged(scalar) else known_text(scalar, subject.template, flow)

    for remark in look(SeenContainer(subject.node, known, subject.merged, damaged)):
        labels = [note(remark.beside.span, remark.label)] if remark.beside is not None else []
        yield finding(remark.at.span, remark.message, labels=labels, help=remark.help)


def _seen(pod: PatchedPod) -> Iterator[SeenContainer]:
    for container in pod.containers():
        yield SeenContainer(container, pod.text, partial(_entries, container), lambda _: False)


def _entries(node: Mapping, *path: str) -> dict[str, Entry]:
    found: Mapping | None = node
    for name in path:
        found = mapping(found, name) if found is not None else None
    return found.entries if found is not None else {}
