"""See `rules/templates-beside-reference.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import WorkflowObject
from argolint.model.build import sequence
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="names", since="0.1", needs=("workflowTemplateRef",))
def templates_beside_reference(item: WorkflowObject, _cx: Context) -> Findings:
    """An object has templates of its own and refers to a whole WorkflowTemplate as well."""
    if item.spec is None or item.workflow_template_ref is None:
        return
    templates = sequence(item.spec, "templates")
    if templates is not None and templates.items:
        yield finding(
            item.spec.entries["templates"].key.span,
            "`templates` stands beside `workflowTemplateRef`, which brings all templates already",
            labels=[note(item.spec.entries["workflowTemplateRef"].key.span, "the reference")],
            help="take one of the two away; a step or task can call single templates by `templateRef`",
        )
