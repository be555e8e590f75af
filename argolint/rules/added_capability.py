"""See `rules/added-capability.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, WorkflowObject
from argolint.rules.api import finding, rule
from argolint.security.settings import CONTAINER_HOLDERS, added_capabilities, containers

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Template, WorkflowObject), group="security", severity=Severity.WARNING, since="0.1", needs=CONTAINER_HOLDERS)
def added_capability(subject: Template | WorkflowObject, _cx: Context) -> Findings:
    """A container adds a Linux capability that the baseline of the pod security standards forbids."""
    for place in containers(subject, "securityContext"):
        for capability in added_capabilities(place):
            yield finding(
                place.span(capability),
                f"{place.title} adds the capability `{capability.text}`",
                help="take it away unless the program cannot do without",
            )
