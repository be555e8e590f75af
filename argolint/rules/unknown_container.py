"""See `rules/unknown-container.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.flow.comparing import comparable
from argolint.model import Template
from argolint.model.build import sequence, text
from argolint.model.parts import set_containers
from argolint.rules.api import finding, rule
from argolint.rules.wording import did_you_mean
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="names", since="0.1", needs=("containerSet",))
def unknown_container(template: Template, cx: Context) -> Findings:
    """A container of a containerSet waits for a container that the set does not have."""
    containers = set_containers(template)
    if not containers:
        return
    flow = cx.flow(template.owner)
    written = [name for at in containers if (name := text(at, "name")) is not None]
    names = {comparable(name, template, flow) for name in written}
    for container in containers:
        dependencies = sequence(container, "dependencies")
        for item in dependencies.items if dependencies is not None else ():
            if not isinstance(item, Scalar) or (awaited := comparable(item, template, flow)) in names:
                continue
            if OPEN in awaited or any(OPEN in name for name in names):
                continue
            if cx.examined(template):
                help_ = did_you_mean(awaited, tuple(sorted(names)), "name a container of the same set")
                yield finding(item.span, f"the containerSet has no container `{awaited}`", help=help_)
