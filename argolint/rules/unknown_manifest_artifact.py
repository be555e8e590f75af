"""See `rules/unknown-manifest-artifact.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import is_known
from argolint.flow.manifests import needs_manifest
from argolint.model import Template
from argolint.model.build import mapping, text
from argolint.model.parts import body_of
from argolint.rules.api import finding, rule
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="names", since="0.1", needs=("resource",))
def unknown_manifest_artifact(template: Template, cx: Context) -> Findings:
    """A `manifestFrom` names an artifact that is no input of its template."""
    body = body_of(template, "resource")
    source = mapping(body, "manifestFrom") if body is not None else None
    artifact = mapping(source, "artifact") if source is not None else None
    if source is None or artifact is None or cx.damaged(artifact):
        return
    flow = cx.flow(template.owner)
    inputs = tuple(cx.text(at.name, template) for at in template.inputs.artifacts if at.name is not None)
    name = text(artifact, "name")
    filled = cx.text(name, template) if name is not None else ""
    if filled in inputs or not needs_manifest(template, flow) or not cx.examined(template):
        return
    if name is None:
        yield finding(
            source.entries["artifact"].key.span,
            "the artifact of `manifestFrom` has no name",
            help="name an input artifact",
        )
    elif is_known(filled):
        help_ = did_you_mean(filled, inputs, "declare it under `inputs.artifacts`")
        yield finding(name.span, f"{template.title} has no input artifact `{filled}`", help=help_)
