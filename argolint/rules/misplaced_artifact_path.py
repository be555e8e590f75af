"""See `rules/misplaced-artifact-path.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.parts import named
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_WITHOUT_FILES = frozenset({"steps", "dag", "suspend"})
_OUTPUT_SOURCE = {"steps": "steps.NAME.outputs.artifacts.NAME", "dag": "tasks.NAME.outputs.artifacts.NAME"}


@rule(on=Template, group="schema", since="0.1", needs=("inputs", "outputs"))
def misplaced_artifact_path(template: Template, cx: Context) -> Findings:
    """An artifact of a template that runs no container has a path."""
    kind = template.type
    if kind not in _WITHOUT_FILES:
        return
    for side, values in (("input", template.inputs), ("output", template.outputs)):
        for artifact in values.artifacts:
            if artifact.path is None or not cx.examined(template, at_every_call=side == "input"):
                continue
            help_ = "take `path` away: what is called here gives its own artifacts their paths"
            if side == "output" and kind in _OUTPUT_SOURCE:
                help_ = f'say where it comes from: `from: "{{{{{_OUTPUT_SOURCE[kind]}}}}}"`'
            said = f"{named(f'{side} artifact', artifact.name)} has a `path`, but {kind} templates have no files"
            yield finding(artifact.node.entries["path"].key.span, said, help=help_)
