"""See `rules/invalid-annotation.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.known import known_text
from argolint.flow.metadata import blocks, entries_of
from argolint.kubernetes.names import is_annotation_key
from argolint.model import Template, WorkflowObject
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template),
    group="schema",
    since="0.1",
    needs=("metadata", "workflowMetadata", "podMetadata", "templateDefaults", "volumeClaimTemplates"),
    basis=Basis.TEXT,
)
def invalid_annotation(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """An annotation has a key that Kubernetes takes for none."""
    if isinstance(subject, Template) and "metadata" not in subject.node.entries:
        return
    template = subject if isinstance(subject, Template) else None
    flow = cx.flow(subject.owner if isinstance(subject, Template) else subject)
    for block in blocks(subject):
        for entry in entries_of(block.node, "annotations"):
            name = known_text(entry.key, template, flow)
            if name is not None and not is_annotation_key(name):
                yield finding(
                    entry.key.span,
                    f"`{name}` is no key of an annotation",
                    help="write letters, digits, `-`, `_` and `.`; a domain and one `/` may stand in front",
                )
