"""See `rules/empty-container-set.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.build import sequence
from argolint.model.parts import body_of
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="schema", since="0.1", needs=("containerSet",))
def empty_container_set(template: Template, cx: Context) -> Findings:
    """A containerSet has no container."""
    body = body_of(template, "containerSet")
    if body is None or cx.damaged(body) or cx.damaged(body.get("containers")):
        return
    containers = sequence(body, "containers")
    if (containers is None or not containers.items) and cx.examined(template):
        at = template.bodies[0].key if containers is None else body.entries["containers"].key
        yield finding(at.span, f"the containerSet of {template.title} has no container", help="list its `containers`")
