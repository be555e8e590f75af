"""See `rules/artifact-without-location.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.arguments import checked_arguments, owner
from argolint.flow.inputs import LOCATIONS, NEEDS_KEY, has_location
from argolint.model import Invocation, WorkflowObject
from argolint.model.build import mapping
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.model import Artifact
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Invocation), group="names", since="0.1", needs=("arguments",))
def artifact_without_location(subject: WorkflowObject | Invocation, cx: Context) -> Findings:
    """An artifact is handed over without telling where its content lies."""
    for artifact in checked_arguments(subject, cx.flow(owner(subject))).artifacts:
        if artifact.name is None or artifact.source is not None or cx.damaged(artifact.node):
            continue
        if has_location(artifact) or any(cx.damaged(artifact.node.get(kind)) for kind in LOCATIONS):
            continue
        yield finding(
            artifact.name.span,
            f"artifact `{artifact.name.text}` has neither `from` nor a location",
            help=_help(artifact),
        )


def _help(artifact: Artifact) -> str:
    if artifact.from_expression is not None:
        return "`fromExpression` does not serve an argument: write `from` with a tag, or the location"
    kind = next((kind for kind in LOCATIONS if mapping(artifact.node, kind) is not None), None)
    if kind in NEEDS_KEY:
        return f"name the file: `{kind}.{NEEDS_KEY[kind]}`"
    if artifact.optional:
        return "leave the argument out: it is the template's input that may be `optional`"
    return "write `from` with the tag of an output, or a location such as `s3` with a `key`"
