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


_KINDS = {"initContainers": "an init container", "sidecars": "a sidecar"}


@rule(on=Template, group="names", since="0.1", needs=("initContainers", "sidecars"))
def init_container_without_name(template: Template, cx: Context) -> Findings:
    """An init container or sidecar has no name."""
    for field, what in _KINDS.items():
        if field not in template.node.entries or not template.is_pod:
            continue
        for container in mappings(template.node, field):
            if text(container, "name") is not None or cx.damaged(container):
                continue
            if cx.examined(template, at_every_call=True):
                help_ = "give it a `name` that no other container of the template has"
                yield finding(head(container), f"{what} of {template.title} has no name", help=help_)
