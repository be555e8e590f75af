"""See `rules/path-collision.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.mount_paths import ARGO_LOOKS_AT
from argolint.kubernetes.containers import Container
from argolint.rules.api import rule
from argolint.rules.wording import taken_paths

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="types", since="0.1")
def path_collision(container: Container, cx: Context) -> Findings:
    """Two volumes, or a volume and an input artifact, of one container have the same path."""
    if container.role in ARGO_LOOKS_AT:
        yield from taken_paths(container, cx, "two volumes or artifacts cannot have one path")
