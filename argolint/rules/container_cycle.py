"""See `rules/container-cycle.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.comparing import comparable
from argolint.graph.circles import circles
from argolint.model import Template
from argolint.model.build import sequence, text
from argolint.model.parts import set_containers
from argolint.rules.api import finding, note, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="graph", since="0.1", needs=("containerSet",))
def container_cycle(template: Template, cx: Context) -> Findings:
    """Containers of a containerSet wait for each other in a circle."""
    flow = cx.flow(template.owner)
    names: dict[str, Scalar] = {}
    waits: dict[str, list[str]] = {}
    for container in set_containers(template):
        name = text(container, "name")
        if name is not None:
            key = comparable(name, template, flow)
            names[key] = name
            dependencies = sequence(container, "dependencies")
            items = dependencies.items if dependencies is not None else ()
            waits.setdefault(key, []).extend(
                comparable(item, template, flow) for item in items if isinstance(item, Scalar)
            )
    known = {name: [awaited for awaited in awaiting if awaited in names] for name, awaiting in waits.items()}
    for circle in circles(known):
        if cx.examined(template):
            first, *others = circle
            path = " → ".join(f"`{name}`" for name in (*circle, first))
            labels = [note(names[name].span, "part of the circle") for name in others]
            said = f"container `{first}` waits for itself: {path}"
            yield finding(names[first].span, said, labels=labels, help="take one dependency away")
