"""See `rules/doubtful-template-ref.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.tags import is_known
from argolint.model import Invocation, Kind
from argolint.names import Dynamic, MissingObject
from argolint.rules.api import rule
from argolint.rules.wording import no_object

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", severity=Severity.WARNING, since="0.1", needs=("templateRef",))
def doubtful_template_ref(call: Invocation, cx: Context) -> Findings:
    """A `templateRef` picks its template when it runs, from an object that is not there."""
    ref, user = call.template_ref, call.caller.owner
    if ref is None or ref.name is None or (user.kind is Kind.CLUSTER_WORKFLOW_TEMPLATE and not ref.cluster_scope):
        return
    flow = cx.flow(user)
    name = flow.text(ref.name, call.caller)
    if not is_known(name) or not isinstance(flow.named_target(call), Dynamic):
        return
    missing = cx.workspace.library(name, ref.cluster_scope, user)
    if isinstance(missing, MissingObject):
        yield no_object(missing, ref.name.span, cx)
