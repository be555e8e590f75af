"""What a rule may ask while it looks at one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation, Template
from argolint.syntax.extended import written

if TYPE_CHECKING:
    from argolint.flow.analysis import Flows, ObjectFlow
    from argolint.model import WorkflowObject
    from argolint.names import Workspace
    from argolint.schema.versions import Version
    from argolint.syntax import Document
    from argolint.syntax.nodes import Node, Scalar


class Context:
    """The surroundings of the subject: its document, the linked workspace, the Argo version checked for."""

    __slots__ = ("_damaged", "_flow", "document", "flows", "version")

    def __init__(self, document: Document, flows: Flows, damaged: frozenset[int]) -> None:
        self.document = document
        self.flows = flows
        self.version: Version = flows.version
        self._damaged = damaged
        self._flow: ObjectFlow | None = None

    @property
    def workspace(self) -> Workspace:
        """All objects that references may mean."""
        return self.flows.workspace

    def flow(self, item: WorkflowObject) -> ObjectFlow:
        """What is known about an object: values of variables, targets of calls, task graphs."""
        flow = self._flow
        # Rules ask for the same object again and again: every one of them, for each of its templates.
        if flow is None or flow.item is not item:
            flow = self._flow = self.flows.of(item)
        return flow

    def flow_of(self, subject: WorkflowObject | Template | Invocation) -> ObjectFlow:
        """The same for the object that a template, step or task lies in."""
        if isinstance(subject, Invocation):
            return self.flow(subject.caller.owner)
        return self.flow(subject.owner if isinstance(subject, Template) else subject)

    def text(self, scalar: Scalar, template: Template) -> str:
        """A text of a template with all that is known put in, as `ObjectFlow.text` gives it."""
        return self.flow(template.owner).text(scalar, template)

    def written(self, scalar: Scalar, template: Template) -> str:
        """A text of a template before it is filled itself; an inline one is filled with its step or task."""
        return scalar.text if template.inline_of is None else self.text(scalar, template.inline_of.caller)

    def examined(self, template: Template, *, at_every_call: bool = False) -> bool:
        """Whether Argo looks at a template in full: of all inline ones of an object only at the first.

        The few things that it looks at in every call it misses only where the call itself is passed over.
        """
        order = self.flow(template.owner).order
        if not at_every_call:
            return order.full(template)
        return template.inline_of is None or order.full(template.inline_of.caller)

    def damaged(self, node: Node | None) -> bool:
        """Whether a structural mistake of this very node is reported, so that what follows stays quiet."""
        return id(written(node)) in self._damaged
