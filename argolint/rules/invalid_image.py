"""See `rules/invalid-image.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import Container
from argolint.kubernetes.images import is_reference, mending
from argolint.model import Template, WorkflowObject
from argolint.model.build import text
from argolint.rules.api import Basis, rule
from argolint.rules.patching import Remark, containers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.rules.patching import SeenContainer

_FILLED_ELSEWHERE = "$"


@rule(
    on=(Container, Template, WorkflowObject),
    group="schema",
    severity=Severity.WARNING,
    since="0.1",
    needs=("image", "podSpecPatch", "templateDefaults"),
    basis=Basis.TEXT,
)
def invalid_image(subject: Container | Template | WorkflowObject, cx: Context) -> Findings:
    """An image is written in a way that no container runtime can read."""
    return containers(subject, cx, _remarks)


def _remarks(container: SeenContainer) -> Iterator[Remark]:
    image = text(container.node, "image")
    if image is None or is_reference(image.text):
        return
    name = container.known(image)
    if name and not is_reference(name) and _FILLED_ELSEWHERE not in name:
        yield Remark(image, f"`{name}` is no reference to an image", mending(name))
