"""See `rules/mount-path-collision.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.mount_paths import collisions
from argolint.kubernetes.containers import Container, Role
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_REFUSED_BY_ARGO = (Role.MAIN, Role.SET)


@rule(on=Container, group="types", severity=Severity.WARNING, since="0.1")
def mount_path_collision(container: Container, cx: Context) -> Findings:
    """Two volumes or input artifacts of a script, sidecar or set container have the same path."""
    if container.role in _REFUSED_BY_ARGO or container.template is None:
        return
    for path, before in collisions(container, cx.flow(container.owner)):
        if cx.examined(container.template):
            yield finding(
                path.span,
                f"`{path.text}` is taken already: Kubernetes refuses a pod with two mounts of one path",
                labels=[note(before.span, "taken here")],
                help="give one of them another path",
            )
