"""See `rules/input-artifact-from.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.parts import named
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="schema", since="0.1", needs=("inputs",))
def input_artifact_from(template: Template, cx: Context) -> Findings:
    """An input artifact of a template says `from`, which only the arguments of a call can say."""
    for artifact in template.inputs.artifacts:
        if artifact.source is not None and cx.examined(template, at_every_call=True):
            yield finding(
                artifact.node.entries["from"].key.span,
                f"{named('input artifact', artifact.name)} has `from`, which is for arguments",
                help="put `from` into the arguments of the step or task that calls this template",
            )
