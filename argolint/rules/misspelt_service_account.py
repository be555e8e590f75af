"""See `rules/misspelt-service-account.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import WorkflowObject
from argolint.model.build import mapping, text
from argolint.nearest import Suggestion, closest
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar


@rule(on=WorkflowObject, group="access", severity=Severity.WARNING, since="0.1")
def misspelt_service_account(item: WorkflowObject, cx: Context) -> Findings:
    """A workflow runs as a service account whose name is nearly that of one that its file makes."""
    made_here = cx.workspace.companions("ServiceAccount")
    accounts = [at for at in made_here if at.document.source is cx.document.source and at.name is not None]
    if not accounts or item.spec is None:
        return
    known = {at.name.text: at.name for at in accounts if at.name is not None}
    for named in _named(item, item.spec):
        meant = closest(named.text, known) if named.text not in known and "{{" not in named.text else None
        if meant is not None:
            yield finding(
                named.span,
                f"this file makes no service account `{named.text}`",
                labels=[note(known[meant].span, "this one is made")],
                help=Suggestion(named.text, meant),
            )


def _named(item: WorkflowObject, spec: Mapping) -> Iterator[Scalar]:
    for node in (spec, *(template.node for template in item.all_templates())):
        for holder in (node, mapping(node, "executor")):
            named = text(holder, "serviceAccountName") if holder is not None else None
            if named is not None:
                yield named
