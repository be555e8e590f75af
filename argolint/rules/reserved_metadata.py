"""See `rules/reserved-metadata.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.diagnostic import Severity
from argolint.flow.metadata import Bearer, blocks, entries_of
from argolint.model import Template, WorkflowObject
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_PREFIX: Final = "workflows.argoproj.io/"
_INSTEAD: Final = {"pod-gc-strategy": "`spec.podGC`", "artifact-gc-strategy": "`spec.artifactGC`"}
_RESERVED: Final = {
    (Bearer.POD, "labels"): frozenset(
        {"artifact-gc-pod", "completed", "on-exit", "report-outputs-completed", "workflow"}
    ),
    (Bearer.POD, "annotations"): frozenset(
        {
            "artifact-gc-strategy", "node-id", "node-name", "node-start-time", "node-type", "pod-gc-strategy",
            "span-id", "template", "trace-id", "workflow-name", "workflow-uid",
        }
    ),
    (Bearer.WORKFLOW, "labels"): frozenset({"completed", "phase", "workflow-archiving-status"}),
}  # fmt: skip


@rule(
    on=(WorkflowObject, Template),
    group="security",
    severity=Severity.WARNING,
    since="0.1",
    needs=("metadata", "workflowMetadata", "podMetadata", "templateDefaults", "volumeClaimTemplates"),
)
def reserved_metadata(subject: WorkflowObject | Template, _cx: Context) -> Findings:
    """A label or annotation is one that Argo's controller writes and reads itself."""
    if isinstance(subject, Template) and "metadata" not in subject.node.entries:
        return
    for block in blocks(subject):
        for kind in ("labels", "annotations"):
            reserved = _RESERVED.get((block.bearer, kind), frozenset())
            for entry in entries_of(block.node, kind):
                name = entry.key.text
                if name.startswith(_PREFIX) and name[len(_PREFIX) :] in reserved:
                    instead = _INSTEAD.get(name[len(_PREFIX) :])
                    yield finding(
                        entry.key.span,
                        f"the {kind[:-1]} `{name}` of a {block.bearer} belongs to Argo's controller",
                        help=f"set {instead} instead" if instead else "take it away, or use a domain of your own",
                    )
