"""See `rules/env-from-parameter.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import CONTAINER_FIELDS, containers_of
from argolint.model import Template
from argolint.model.build import mappings, text
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="security", severity=Severity.INFO, since="0.1", needs=CONTAINER_FIELDS)
def env_from_parameter(template: Template, cx: Context) -> Findings:
    """A parameter gives the name of an environment variable, so it may be one that changes what runs."""
    if not cx.document.tagged:
        return
    for container in containers_of(template):
        for variable in mappings(container.node, "env"):
            name = text(variable, "name")
            if name is None or "{{" not in name.text:
                continue
            from argolint.expressions.outside import outside

            for found in outside(name.text):
                yield finding(
                    locate(cx.document.source, name, found.tag.start, found.tag.end),
                    f"`{found.name}` names a variable of {container.title}; `PATH` is a name too",
                    help="write the name here, and let the parameter give the value",
                )
