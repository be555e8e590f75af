"""See `rules/run-as-root.md`."""

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


@rule(
    on=Template,
    group="security",
    severity=Severity.INFO,
    since="0.1",
    aliases=("run-as-non-root",),
    default=False,
    needs=CONTAINER_FIELDS,
)
def run_as_root(template: Template, _cx: Context) -> Findings:
    """Nothing keeps a container from running as root."""
    for container in main_containers(template):
        user = effective(container, "runAsUser")
        if effective(container, "runAsNonRoot") != "true" and user in (None, "0"):
            yield finding(
                container.span,
                f"{container.title} may run as root",
                help="set `runAsNonRoot: true` in `securityContext`, for one template or for the workflow",
            )
