"""See `rules/script-without-source.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import Container, Role
from argolint.model.build import text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="types", severity=Severity.WARNING, since="0.1")
def script_without_source(container: Container, cx: Context) -> Findings:
    """A script has no source, so its command runs an empty file."""
    if container.role is not Role.SCRIPT or container.template is None or cx.damaged(container.node):
        return
    defaults = container.defaults
    if text(container.node, "source") is None and (defaults is None or text(defaults, "source") is None):
        yield finding(
            container.template.bodies[0].key.span,
            f"the script of {container.template.title} has no source",
            help="add `source`, or make it a `container`",
        )
