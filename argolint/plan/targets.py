"""The analyses that a run sees, and which template each of its calls means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.names import Dynamic, External, Resolved
from argolint.plan.values import Known

if TYPE_CHECKING:
    from argolint.flow.analysis import Flows, ObjectFlow
    from argolint.model import Invocation, WorkflowObject
    from argolint.names import TemplateOutcome
    from argolint.plan.values import Scope


class Targets:
    """Looks at objects with the values of one run."""

    def __init__(self, item: WorkflowObject, flows: Flows) -> None:
        self.flow = flows.of(item)
        self._flows_given = flows
        self._flows = {id(item): self.flow}

    def flow_of(self, owner: WorkflowObject) -> ObjectFlow:
        """The analysis of an object with the values of this run."""
        found = self._flows.get(id(owner))
        if found is None:
            found = self._flows_given.run_by(self.flow, owner).of(owner)
            self._flows[id(owner)] = found
        return found

    def target(self, call: Invocation, scope: Scope) -> TemplateOutcome:
        """The template that a step or task calls, its name worked out as far as values are known."""
        owner = call.caller.owner
        found = self.flow_of(owner).target(call)
        if isinstance(found, Dynamic) and call.template is not None:
            name = scope.value(call.template)
            template = owner.template(name.text) if isinstance(name, Known) else None
            return Resolved(template) if template is not None else found
        return found


def unresolved(outcome: TemplateOutcome) -> str:
    """Why a call leads to no template."""
    if isinstance(outcome, Dynamic):
        return "the name of the template is known only when it runs"
    return "it lives outside of the workspace" if isinstance(outcome, External) else "it is not there"
