"""See `rules/invalid-image.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.kubernetes.containers import Container
from argolint.kubernetes.images import is_reference, mending
from argolint.model.build import text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_FILLED_ELSEWHERE = "$"


@rule(on=Container, group="schema", severity=Severity.WARNING, since="0.1", needs=("image",))
def invalid_image(container: Container, cx: Context) -> Findings:
    """An image is written in a way that no container runtime can read."""
    image = text(container.node, "image")
    if image is None or is_reference(image.text) or cx.damaged(image):
        return
    name = known_text(image, container.template, cx.flow(container.owner))
    if name and not is_reference(name) and _FILLED_ELSEWHERE not in name:
        yield finding(image.span, f"`{name}` is no reference to an image", help=mending(name))
