"""See `rules/cluster-scope-required.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.model import Invocation, WorkflowObject
from argolint.names import needs_cluster_scope
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Invocation), group="names", since="0.1", needs=("templateRef", "workflowTemplateRef"))
def cluster_scope_required(subject: WorkflowObject | Invocation, _cx: Context) -> Findings:
    """A ClusterWorkflowTemplate refers to a WorkflowTemplate of a namespace, and it has none to look in."""
    if isinstance(subject, Invocation):
        ref, owner = subject.template_ref, subject.caller.owner
    else:
        ref, owner = subject.workflow_template_ref, subject
    if ref is None or ref.name is None or not needs_cluster_scope(ref, owner) or OPEN in ref.name.text:
        return
    yield finding(
        ref.name.span,
        f"{owner.title} belongs to no namespace, so it cannot refer to a WorkflowTemplate of one",
        help=f"make `{ref.name.text}` a ClusterWorkflowTemplate, and add `clusterScope: true` here",
    )
