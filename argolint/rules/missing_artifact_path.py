"""See `rules/missing-artifact-path.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.parts import named, place_of
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.model import Artifact
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context


@rule(on=Template, group="schema", since="0.1", needs=("inputs", "outputs"))
def missing_artifact_path(template: Template, cx: Context) -> Findings:
    """An artifact of a template that does work itself has no path."""
    if not template.is_leaf:
        return
    for artifact in template.inputs.artifacts:
        if artifact.path is not None or cx.damaged(artifact.node):
            continue
        if cx.examined(template, at_every_call=True):
            yield _missing(artifact, "input", template)
    for artifact in template.outputs.artifacts:
        path = artifact.path
        if (path is None or not cx.text(path, template)) and not cx.damaged(artifact.node) and cx.examined(template):
            yield _missing(artifact, "output", template)


def _missing(artifact: Artifact, side: str, template: Template) -> Finding:
    doing = "put" if side == "input" else "found"
    return finding(
        place_of(artifact),
        f"{named(f'{side} artifact', artifact.name)} of {template.title} has no `path`",
        help=f"say with `path` where the file or folder is {doing} in the container",
    )
