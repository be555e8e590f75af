"""See `rules/missing-command.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.kubernetes.containers import Container, Role
from argolint.kubernetes.images import private_host
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_LOOKED_UP = (Role.MAIN, Role.MEMBER, Role.SIDECAR)


@rule(on=Container, group="style", severity=Severity.INFO, since="0.1")
def missing_command(container: Container, cx: Context) -> Findings:
    """A container has no command, so the controller must ask a registry of your own what its image runs."""
    if container.role not in _LOOKED_UP or container.template is None or container.get("command") is not None:
        return
    image = container.get("image")
    if not isinstance(image, Scalar) or "/" not in image.text:
        return
    name = known_text(image, container.template, cx.flow(container.owner))
    host = private_host(name) if name is not None else None
    if host is not None:
        yield finding(
            image.span,
            f"{container.title} has no command, so Argo asks `{host}` for the image's own",
            help="add `command`; the look-up fails where the controller cannot read the registry",
        )
