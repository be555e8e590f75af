"""See `rules/incomplete-artifact-location.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.locations import gaps
from argolint.model import Template
from argolint.model.build import mapping
from argolint.model.parts import named
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar


@rule(on=Template, group="schema", since="0.1", needs=("inputs", "archiveLocation"))
def incomplete_artifact_location(template: Template, cx: Context) -> Findings:
    """A git or HDFS location of an artifact lacks what is needed to reach it."""
    for artifact in template.inputs.artifacts:
        owner = named("input artifact", artifact.name)
        for found in _gaps(artifact.node, owner, lambda scalar: cx.written(scalar, template), cx):
            if cx.examined(template, at_every_call=True):
                yield found
    archive = mapping(template.node, "archiveLocation")
    if archive is not None and cx.examined(template):
        owner = f"`archiveLocation` of {template.title}"
        yield from _gaps(archive, owner, lambda scalar: cx.text(scalar, template), cx)


def _gaps(node: Mapping, owner: str, text: Callable[[Scalar], str], cx: Context) -> Findings:
    for gap in gaps(node, text):
        if not cx.damaged(gap.location):
            yield finding(gap.span, f"the {gap.kind} location of {owner} {gap.lack}", help=gap.help)
