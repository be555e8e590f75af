"""What rules say about pods as patches leave them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.rules.api import finding, note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from argolint.flow.patched import PatchedPod, Place
    from argolint.model import Template, WorkflowObject
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Node


class Remark(NamedTuple):
    """What is to be said of a part of a container or pod, and of another part that it concerns."""

    at: Node
    message: str
    help: str | None = None
    beside: Node | None = None
    label: str = ""


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


def written(remarks: Iterable[Remark]) -> Findings:
    """The same for parts that stand in the manifest itself."""
    for remark in remarks:
        labels = [note(remark.beside.span, remark.label)] if remark.beside is not None else []
        yield finding(remark.at.span, remark.message, labels=labels, help=remark.help)
