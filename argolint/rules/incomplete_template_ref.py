"""See `rules/incomplete-template-ref.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", since="0.1", needs=("templateRef",))
def incomplete_template_ref(call: Invocation, cx: Context) -> Findings:
    """A `templateRef` lacks the name of the object or that of the template in it."""
    ref = call.template_ref
    if ref is None or (ref.name is not None and ref.template is not None) or cx.damaged(ref.node):
        return
    lacking = [field for field, at in (("name", ref.name), ("template", ref.template)) if at is None]
    if any(cx.damaged(ref.node.get(field)) for field in lacking):
        return
    yield finding(
        call.node.entries["templateRef"].key.span,
        f"the `templateRef` of {call.title} has no {' and no '.join(f'`{field}`' for field in lacking)}",
        help="`name` is the WorkflowTemplate, `template` one of its templates",
    )
