"""See `rules/template-and-template-ref.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", since="0.1", needs=("templateRef",))
def template_and_template_ref(call: Invocation, _cx: Context) -> Findings:
    """A step or task has both `template` and `templateRef`."""
    if call.template is None or call.template_ref is None:
        return
    other = call.node.entries["templateRef"].key
    yield finding(
        call.node.entries["template"].key.span,
        f"{call.title} has both `template` and `templateRef`",
        labels=[note(other.span, "the other one")],
        help="keep `template` for a template of the same object, `templateRef` for one of a WorkflowTemplate",
    )
