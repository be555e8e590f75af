"""See `rules/privilege-escalation.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import CONTAINER_FIELDS
from argolint.model import Template
from argolint.rules.api import finding, rule
from argolint.security.hardening import effective, main_containers

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="security", severity=Severity.INFO, since="0.1", default=False, needs=CONTAINER_FIELDS)
def privilege_escalation(template: Template, _cx: Context) -> Findings:
    """A program may gain more rights than it was started with."""
    for container in main_containers(template):
        if effective(container, "allowPrivilegeEscalation") is None:
            yield finding(
                container.span,
                f"{container.title} may gain rights, by a setuid file for one",
                help="set `allowPrivilegeEscalation: false` in its `securityContext`",
            )
