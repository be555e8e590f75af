"""See `rules/untagged-image.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, WorkflowObject
from argolint.model.build import text
from argolint.rules.api import Basis, finding, rule
from argolint.security.settings import CONTAINER_HOLDERS, containers

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(Template, WorkflowObject),
    group="security",
    severity=Severity.INFO,
    since="0.1",
    default=False,
    needs=CONTAINER_HOLDERS,
    basis=Basis.TEXT,
)
def untagged_image(subject: Template | WorkflowObject, _cx: Context) -> Findings:
    """A container names an image without a tag, which means the tag `latest`."""
    for place in containers(subject, "image"):
        image = text(place.node, "image")
        if image is not None and place.is_written(image) and _is_untagged(image.text):
            yield finding(
                place.span(image),
                f"{place.title} runs `{image.text}` without saying which version",
                help="name a version, or better a digest",
            )


def _is_untagged(image: str) -> bool:
    return "@" not in image and ":" not in image.rsplit("/", 1)[-1]
