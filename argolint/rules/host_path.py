"""See `rules/host-path.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, mappings, text
from argolint.rules.api import finding, rule
from argolint.security.settings import pods

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(Template, WorkflowObject),
    group="security",
    severity=Severity.WARNING,
    since="0.1",
    needs=("volumes", "podSpecPatch", "templateDefaults", "resource"),
)
def host_path(subject: Template | WorkflowObject, _cx: Context) -> Findings:
    """A volume is a folder of the node, so the pod sees and may change what is not its own."""
    for place in pods(subject):
        if "volumes" not in place.node.entries:
            continue
        for volume in mappings(place.node, "volumes"):
            host = mapping(volume, "hostPath")
            if host is not None:
                path = text(host, "path")
                shown = f"`{path.text}` of the node" if path is not None else "a path of the node"
                yield finding(
                    place.span(volume.entries["hostPath"].key),
                    f"a volume of {place.title} mounts {shown}",
                    help="use an `emptyDir`, a claim, a ConfigMap or an artifact",
                )
