"""See `rules/image-latest.md`."""

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
    needs=CONTAINER_HOLDERS,
    basis=Basis.TEXT,
)
def image_latest(subject: Template | WorkflowObject, _cx: Context) -> Findings:
    """A container runs whatever its image's tag `latest` means on the day."""
    for place in containers(subject, "image"):
        image = text(place.node, "image")
        if image is not None and image.text.endswith(":latest"):
            yield finding(
                place.span(image),
                f"{place.title} runs `{image.text}`, which may be another program tomorrow",
                help="name a version, or better a digest",
            )
