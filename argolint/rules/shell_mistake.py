"""See `rules/shell-mistake.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import CONTAINER_FIELDS
from argolint.model import Template
from argolint.rules.api import Basis, rule
from argolint.rules.wording import inspected_shell, remarked
from argolint.scripts.languages import SHELL

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=Template,
    group="scripts",
    severity=Severity.WARNING,
    since="0.1",
    default=False,
    ahead=inspected_shell,
    brings=("missing-script-tool",),
    needs=CONTAINER_FIELDS,
    basis=Basis.MAP,
)
def shell_mistake(template: Template, cx: Context) -> Findings:
    """ShellCheck finds a mistake in a shell program of a template."""
    return remarked(template, SHELL, ("error", "warning"), cx)
