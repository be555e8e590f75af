"""See `rules/missing-main-container.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import is_dynamic
from argolint.model import Template
from argolint.model.build import text
from argolint.model.parts import place_of, set_containers
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.model import Artifact, Parameter
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="schema", since="0.1", needs=("containerSet",))
def missing_main_container(template: Template, cx: Context) -> Findings:
    """A containerSet with artifacts or outputs has no container `main` to carry them."""
    outputs = template.outputs
    carried: tuple[Parameter | Artifact, ...] = (
        *template.inputs.artifacts,
        *outputs.parameters,
        *outputs.artifacts,
    )
    containers = set_containers(template) if carried else []
    if not containers:
        return
    names = [cx.text(name, template) for at in containers if (name := text(at, "name")) is not None]
    if "main" not in names and not any(is_dynamic(name) for name in names) and cx.examined(template):
        first = carried[0]
        said = f"{template.title} has artifacts or outputs, but its containerSet no container `main`"
        there = note(template.bodies[0].key.span, "no container `main` here")
        yield finding(place_of(first), said, labels=[there], help="call the one that carries them `main`")
