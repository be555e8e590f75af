"""See `rules/host-namespace.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, WorkflowObject
from argolint.model.build import flag
from argolint.rules.api import finding, rule
from argolint.security.settings import pods

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SHARED = {"hostNetwork": "network", "hostPID": "processes", "hostIPC": "shared memory"}


@rule(
    on=(Template, WorkflowObject),
    group="security",
    severity=Severity.WARNING,
    since="0.1",
    aliases=("host-network",),
    needs=("hostNetwork", "hostPID", "hostIPC", "podSpecPatch", "templateDefaults", "resource"),
)
def host_namespace(subject: Template | WorkflowObject, _cx: Context) -> Findings:
    """A pod shares the network, the processes or the memory of the node."""
    for place in pods(subject):
        for field, what in _SHARED.items():
            if field in place.node.entries and flag(place.node, field):
                yield finding(
                    place.span(place.node.entries[field].key),
                    f"pods of {place.title} share the {what} of the node",
                    help=f"take `{field}` away",
                )
