"""See `rules/artifact-path-escape.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.paths import cleaned, guarded_part, leaves
from argolint.expressions.tags import PLACEHOLDER, is_dynamic
from argolint.model import Template
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


_ANY_WORD = "placeholder"


@rule(on=Template, group="security", since="0.1", needs=("inputs", "outputs"), basis=Basis.TEXT)
def artifact_path_escape(template: Template, cx: Context) -> Findings:
    """The path of an artifact climbs out of the folder in front of its `..`."""
    if not template.is_leaf:
        return
    for values, filled in ((template.inputs, cx.written), (template.outputs, cx.text)):
        for artifact in values.artifacts:
            path = filled(artifact.path, template) if artifact.path is not None else ""
            if artifact.path is None or is_dynamic(path) or not leaves(path.replace(PLACEHOLDER, _ANY_WORD)):
                continue
            if cx.examined(template, at_every_call=values is template.inputs):
                yield _escape(artifact.path, path.replace(PLACEHOLDER, "…"))


def _escape(at: Scalar, path: str) -> Finding:
    if "/../" in path or path.endswith("/.."):
        said = f"the path `{path}` leads out of `{guarded_part(path)}`, the part in front of its `..`"
        return finding(at.span, said, help="write the path without `..`")
    said = f"Argo takes the last part of the path `{path}` for `..`, because it has two letters"
    return finding(at.span, said, help=f"write it in its shortest form, `{cleaned(path)}`")
