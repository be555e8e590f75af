"""See `rules/writable-root.md`."""

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
def writable_root(template: Template, _cx: Context) -> Findings:
    """A program may change the files of its own image while it runs."""
    for container in main_containers(template):
        if effective(container, "readOnlyRootFilesystem") is None:
            yield finding(
                container.span,
                f"{container.title} may write to its root file system",
                help="set `readOnlyRootFilesystem: true`, and mount an `emptyDir` where it must write",
            )
