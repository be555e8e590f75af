"""See `rules/privileged-container.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, WorkflowObject
from argolint.model.build import flag
from argolint.rules.api import finding, rule
from argolint.security.settings import CONTAINER_HOLDERS, containers

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Template, WorkflowObject), group="security", severity=Severity.WARNING, since="0.1", needs=CONTAINER_HOLDERS)
def privileged_container(subject: Template | WorkflowObject, _cx: Context) -> Findings:
    """A container runs privileged, which is as good as root on the node."""
    for place in containers(subject, "securityContext"):
        security = place.security
        if security is not None and flag(security, "privileged"):
            yield finding(
                place.span(security.entries["privileged"].key),
                f"{place.title} runs privileged",
                help="take it away, or add only the capability that is needed",
            )
