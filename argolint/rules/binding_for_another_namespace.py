"""See `rules/binding-for-another-namespace.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.access.grants import is_bound, strangers
from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.model.build import text
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="access", severity=Severity.WARNING, since="0.1", needs=("serviceAccountName",))
def binding_for_another_namespace(item: WorkflowObject, cx: Context) -> Findings:
    """The roles beside a workflow are given to a service account of the same name in another namespace."""
    named = text(item.spec, "serviceAccountName") if item.spec is not None else None
    home = item.namespace
    if named is None or not home or is_bound(named.text, home, cx.workspace):
        return
    for where in strangers(named.text, item, cx.workspace):
        if where.text != home and "{{" not in where.text + home:
            yield finding(
                named.span,
                f"`{named.text}` of namespace `{home}` has no role here, only that of `{where.text}`",
                labels=[note(where.span, "the account of this namespace")],
                help=f"write `namespace: {home}` in the subject, if the account of the workflow is meant",
            )
            return
