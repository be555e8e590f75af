"""See `rules/path-collision.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.comparing import comparable
from argolint.model import Template
from argolint.model.build import mappings, text
from argolint.model.parts import body_of
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.model import Artifact
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


@rule(on=Template, group="types", since="0.1")
def path_collision(template: Template, cx: Context) -> Findings:
    """Two volumes, or a volume and an input artifact, of one container have the same path."""
    body = body_of(template, "container", "containerSet")
    if body is None:
        return
    paths = [
        path for mount in mappings(body, "volumeMounts") if (path := text(mount, "mountPath")) is not None
    ]
    if template.type == "container":
        paths.extend(artifact.path for artifact in _distinct(template) if artifact.path is not None)
    if len(paths) < 2:
        return
    flow = cx.flow(template.owner)
    first: dict[str, Scalar] = {}
    for path in paths:
        before = first.setdefault(comparable(path, template, flow), path)
        if before is not path and cx.examined(template):
            said = f"`{path.text}` is taken already: two volumes or artifacts cannot have one path"
            yield finding(
                path.span,
                said,
                labels=[note(before.span, "taken here")],
                help="give one of them another path",
            )


def _distinct(template: Template) -> list[Artifact]:
    """The input artifacts, of those that share a name only the first: their names are reported elsewhere."""
    first: dict[str, Artifact] = {}
    for place, artifact in enumerate(template.inputs.artifacts):
        first.setdefault(artifact.name.text if artifact.name is not None else f"#{place}", artifact)
    return [*first.values()]
