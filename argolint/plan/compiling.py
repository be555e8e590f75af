"""From files to a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint import __version__
from argolint.diagnostic import Severity
from argolint.model import Kind
from argolint.plan.bundle import bundle
from argolint.plan.document import Plan
from argolint.plan.operation import owned
from argolint.plan.ordering import operations, ordered
from argolint.plan.outside import outside, outside_inputs
from argolint.plan.program import program
from argolint.plan.rights import derived, granting, rights
from argolint.plan.yaml_text import yaml_text
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from argolint.access.permissions import Derivation
    from argolint.plan.linking import Linked


def is_sound(linked: Linked) -> bool:
    """Whether the check found no error, so that there is something to compile."""
    return all(at.severity is not Severity.ERROR for at in linked.report.diagnostics)


def bundled(linked: Linked) -> str:
    """The one Workflow of a sound workspace with all that it refers to, as YAML."""
    workflows = [item for item in linked.objects() if item.kind is Kind.WORKFLOW]
    if len(workflows) != 1:
        count = len(workflows) or "no"
        raise UsageError(f"a bundle is made of one Workflow, and there are {count}", "name the file of one")
    return yaml_text(bundle(workflows[0], linked.flows))


def compiled(linked: Linked, granted: Derivation | None = None, owner: str = "") -> Plan:
    """The plan of a sound workspace; `granted` are rights that it gives before all else, `owner` is a name for it."""
    items = ordered(linked.objects(), linked.flows)
    found = (*(granting(granted) if granted is not None else ()), *operations(linked))
    return Plan(
        argolint=__version__,
        argo_version=str(linked.flows.version),
        inputs=(*linked.inputs, *outside_inputs(linked, outside(linked))),
        operations=tuple(owned(at, owner) for at in found) if owner else found,
        program=program(linked, items),
        access=rights(granted if granted is not None else derived(linked)),
        owner=owner,
    )
