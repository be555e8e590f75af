"""See `rules/invalid-image.md`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.kubernetes.containers import Container
from argolint.kubernetes.images import is_reference, mending
from argolint.model import Template, WorkflowObject
from argolint.model.build import text
from argolint.rules.api import rule
from argolint.rules.patching import Remark, patched, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argolint.flow.patched import PatchedPod
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar

_FILLED_ELSEWHERE = "$"


@rule(
    on=(Container, Template, WorkflowObject),
    group="schema",
    severity=Severity.WARNING,
    since="0.1",
    needs=("image", "podSpecPatch", "templateDefaults"),
)
def invalid_image(subject: Container | Template | WorkflowObject, cx: Context) -> Findings:
    """An image is written in a way that no container runtime can read."""
    if not isinstance(subject, Container):
        yield from patched(subject, cx, _patched)
    elif not cx.damaged(subject.node.get("image")):
        known = partial(known_text, template=subject.template, flow=cx.flow(subject.owner))
        yield from written(_remarks(subject.node, known))


def _patched(pod: PatchedPod) -> Iterator[Remark]:
    for container in pod.containers():
        yield from _remarks(container, pod.text)


def _remarks(container: Mapping, read: Callable[[Scalar], str | None]) -> Iterator[Remark]:
    image = text(container, "image")
    if image is None or is_reference(image.text):
        return
    name = read(image)
    if name and not is_reference(name) and _FILLED_ELSEWHERE not in name:
        yield Remark(image, f"`{name}` is no reference to an image", mending(name))
