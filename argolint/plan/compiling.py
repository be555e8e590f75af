"""From files to a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint import __version__
from argolint.diagnostic import Severity
from argolint.plan.document import Plan
from argolint.plan.ordering import operations, ordered
from argolint.plan.program import program
from argolint.plan.rights import rights

if TYPE_CHECKING:
    from argolint.plan.linking import Linked


def compiled(linked: Linked) -> Plan | None:
    """The plan of a workspace; None when the check found an error in it."""
    if any(at.severity is Severity.ERROR for at in linked.report.diagnostics):
        return None
    items = ordered(linked.objects(), linked.flows)
    return Plan(
        argolint=__version__,
        argo_version=str(linked.flows.version),
        inputs=linked.inputs,
        operations=operations(linked),
        program=program(linked, items),
        access=rights(linked, items),
    )
