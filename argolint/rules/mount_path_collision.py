"""See `rules/mount-path-collision.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.mount_paths import ARGO_LOOKS_AT
from argolint.kubernetes.containers import Container
from argolint.rules.api import rule
from argolint.rules.wording import taken_paths

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="types", severity=Severity.WARNING, since="0.1")
def mount_path_collision(container: Container, cx: Context) -> Findings:
    """Two volumes or input artifacts of a script, sidecar or set container have the same path."""
    if container.role not in ARGO_LOOKS_AT:
        yield from taken_paths(container, cx, "Kubernetes refuses a pod with two mounts of one path")
