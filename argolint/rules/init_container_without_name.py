"""See `rules/init-container-without-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.build import mappings, text
from argolint.model.views import head
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="names", since="0.1", needs=("initContainers",))
def init_container_without_name(template: Template, cx: Context) -> Findings:
    """An init container has no name."""
    if "initContainers" not in template.node.entries:
        return
    for container in mappings(template.node, "initContainers"):
        if text(container, "name") is not None or cx.damaged(container):
            continue
        if cx.examined(template, at_every_call=True):
            said = f"an init container of {template.title} has no name"
            yield finding(head(container), said, help="give it a `name` that no other container of the template has")
