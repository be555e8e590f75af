"""See `rules/unused-artifact.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.usage import untaken_artifacts
from argolint.model import Template, WorkflowObject
from argolint.model.parts import named, place_of
from argolint.rules.api import finding, rule
from argolint.rules.mending import cut

if TYPE_CHECKING:
    from argolint.model import Artifact
    from argolint.rules.api import Findings, Mending
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template),
    group="unused",
    severity=Severity.INFO,
    since="0.1",
    needs=("arguments", "inputs"),
)
def unused_artifact(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """Nothing takes this artifact of a workflow's arguments or of a steps or dag template's inputs."""
    for artifact in untaken_artifacts(subject, cx.flows):
        yield finding(
            place_of(artifact),
            f"nothing in {subject.title} takes {named('artifact', artifact.name)}",
            help="take it away, or hand it on",
            fix=_mending(artifact, subject, cx),
        )


def _mending(artifact: Artifact, subject: WorkflowObject | Template, cx: Context) -> Mending | None:
    """Without it, unless a call brings one, which would then be lost."""
    if isinstance(subject, Template):
        name = artifact.name.text if artifact.name is not None else ""
        calls = (call for template in subject.owner.all_templates() for call in template.calls())
        if subject.owner.is_template or any(call.arguments.artifact(name) is not None for call in calls):
            return None
    return cut(cx.document.source, subject.node, artifact.node, "it")
