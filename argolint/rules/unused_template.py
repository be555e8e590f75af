"""See `rules/unused-template.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.usage import unreached
from argolint.model import WorkflowObject
from argolint.rules.api import finding, rule
from argolint.rules.mending import cut

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="unused", severity=Severity.INFO, since="0.1", needs=("templates",))
def unused_template(item: WorkflowObject, cx: Context) -> Findings:
    """Nothing that a run starts calls this template."""
    if len(item.templates) < 2 or item.is_template:
        return
    for template in unreached(item, cx.flows):
        fix = cut(cx.document.source, item.node, template.node, "it")
        said = f"nothing in {item.title} calls {template.title}"
        yield finding(template.span, said, help="take it away, or call it", fix=fix)
