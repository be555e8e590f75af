"""See `rules/script-without-command.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import Container, Role
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Sequence

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="types", severity=Severity.WARNING, since="0.1")
def script_without_command(container: Container, cx: Context) -> Findings:
    """A script does not say what reads its source, so the image's own entrypoint gets the file."""
    if container.role is not Role.SCRIPT or container.template is None or cx.damaged(container.node):
        return
    command = container.get("command")
    if command is None or (isinstance(command, Sequence) and not command.items):
        yield finding(
            container.template.bodies[0].key.span,
            f"the script of {container.template.title} has no command",
            help="add the interpreter, such as `command: [sh]`",
        )
