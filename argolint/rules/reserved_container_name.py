"""See `rules/reserved-container-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.build import mappings, text
from argolint.model.parts import set_containers
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_RESERVED = frozenset({"wait", "supervisor"})
_RESERVED_START = "artifact-plugin-"


@rule(on=Template, group="names", since="0.1", needs=("containerSet", "sidecars"))
def reserved_container_name(template: Template, cx: Context) -> Findings:
    """A container has a name that Argo keeps for its own."""
    if cx.version < (4, 1):
        return
    containers = set_containers(template)
    if "sidecars" in template.node.entries and template.type not in ("steps", "dag"):
        containers.extend(mappings(template.node, "sidecars"))
    for container in containers:
        name = text(container, "name")
        if name is None:
            continue
        filled = cx.text(name, template)
        if (filled in _RESERVED or filled.startswith(_RESERVED_START)) and cx.examined(template):
            said = f"the container name `{filled}` is reserved: Argo adds a container of that name to the pod"
            yield finding(name.span, said, help="choose another name")
