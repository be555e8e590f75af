"""What is known about one object: values of its variables, targets of its calls, the order of Argo's look at it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from argolint.expressions.tags import DYNAMIC, OPEN, PLACEHOLDER, fill
from argolint.flow.computing import computed
from argolint.flow.expressions import has_expressions, has_tags, object_sites
from argolint.flow.globals import workflow_values
from argolint.flow.inputs import input_values, run_arguments
from argolint.flow.named import doubtful_names
from argolint.flow.order import order_of
from argolint.flow.reads import Read, call_reads, template_reads
from argolint.model import Template
from argolint.names import Dynamic, Incomplete, MissingTemplate, Resolved
from argolint.schema.versions import NEWEST_KUBERNETES
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.flow.expression_remarks import ExpressionRemark
    from argolint.flow.named import NameList
    from argolint.flow.order import Order
    from argolint.flow.reads import Unclosed
    from argolint.flow.scopes import Fault
    from argolint.flow.when_remarks import WhenRemark
    from argolint.graph.tasks import TaskGraph
    from argolint.model import Hook, Invocation, Parameter, TemplateRef, WorkflowObject
    from argolint.names import ObjectOutcome, TemplateOutcome, Workspace
    from argolint.schema.versions import Version
    from argolint.syntax.nodes import Node


class Flows:
    """The analyses of all objects of a workspace, each made when first asked for."""

    def __init__(
        self,
        workspace: Workspace,
        version: Version,
        kubernetes: Version = NEWEST_KUBERNETES,
        shared: Flows | None = None,
    ) -> None:
        self.workspace = workspace
        self._shared = shared
        self.version = version
        self.kubernetes = kubernetes
        self._flows: dict[int, ObjectFlow] = {}

    def of(self, item: WorkflowObject) -> ObjectFlow:
        """The analysis of an object."""
        flow = self._flows.get(id(item))
        if flow is None:
            flow = self._flows[id(item)] = ObjectFlow(item, self)
        return flow

    def whole(self) -> Flows:
        """The same analyses for what is worked out once about all files; who asks leans on every one of them."""
        if self._shared is None:
            return self
        self.workspace.depend_on_all()
        return self._shared

    def run_by(self, user: ObjectFlow, item: WorkflowObject) -> Flows:
        """The same analyses, save that `item` is looked at as what `user` runs, with the values of `user`."""
        flows = Flows(self.workspace, self.version, self.kubernetes, self._shared)
        flows._flows = {**self._flows, id(item): ObjectFlow(item, flows, user)}
        return flows


class ObjectFlow:
    """The analysis of one object. Everything is worked out on first use and kept."""

    def __init__(self, item: WorkflowObject, flows: Flows, user: ObjectFlow | None = None) -> None:
        self.item = item
        self.flows = flows
        self.user = user
        """The analysis of the workflow that runs this object's templates, when one is looked at."""
        self.library = item.is_template and user is None
        """Whether it waits for somebody to run it, so that workflow parameters may come from elsewhere."""
        self.version = flows.version
        self._referenced: ObjectOutcome | None = None
        self._globals: dict[str, str] | None = None
        self._inputs: dict[int, dict[str, str]] = {}
        self._targets: dict[int, TemplateOutcome] = {}
        self._graphs: dict[int, TaskGraph] = {}
        self._order: Order | None = None
        self._reads: dict[int, tuple[Read | Unclosed, ...]] = {}
        self._faults: dict[int, tuple[tuple[Read, Fault], ...]] = {}
        self._doubtful_names: dict[int, tuple[NameList, ...]] = {}
        self._expression_remarks: tuple[ExpressionRemark, ...] | None = None
        self._when_remarks: tuple[WhenRemark, ...] | None = None

    @property
    def referenced(self) -> ObjectOutcome:
        """The object that `workflowTemplateRef` names; `Incomplete` without such a reference."""
        if self._referenced is None:
            ref = self.item.workflow_template_ref
            self._referenced = Incomplete() if ref is None else self.flows.workspace.object(ref, self.item)
        return self._referenced

    @property
    def referenced_object(self) -> WorkflowObject | None:
        """The object that `workflowTemplateRef` names, if it is known."""
        found = self.referenced
        return found.target if isinstance(found, Resolved) else None

    @property
    def globals(self) -> dict[str, str]:
        """Each known `workflow.*` name with its value or a placeholder."""
        if self._globals is None:
            if self.user is not None:
                self._globals = self.user.globals
            else:
                self._globals = workflow_values(self.item, self.referenced_object, self.version)
        return self._globals

    @property
    def order(self) -> Order:
        """When Argo looks at what."""
        if self._order is None:
            self._order = order_of(self)
        return self._order

    def inputs(self, template: Template) -> dict[str, str]:
        """Each known `inputs.*` name of a template with its value or a placeholder, as at its full check."""
        names = self._inputs.get(id(template))
        if names is None:
            arguments = None
            if self._is_run_by(template):
                arguments = self._run_arguments()
            names = self._inputs[id(template)] = input_values(template, arguments)
            for name, known in names.items():
                if OPEN in known:
                    names[name] = fill(known, self.globals.get)
        return names

    def own_inputs(self, template: Template) -> list[Node]:
        """What the inputs of a template come to when the object itself runs it: texts, and its own artifacts."""
        if not self._is_run_by(template):
            return []
        arguments = self._run_arguments()
        named = [at for at in template.inputs.parameters if at.name is not None]
        filled = (arguments.get(at.name.text) for at in named if at.name is not None)
        texts = (by.value if by is not None else at.value or at.default for at, by in zip(named, filled, strict=True))
        values = [node for node in texts if isinstance(node, Scalar)]
        given = {at.name.text for at in self.item.arguments.artifacts if at.name is not None}
        artifacts = (at.node for at in template.inputs.artifacts if at.name and at.name.text not in given)
        return [*values, *artifacts]

    def _run_arguments(self) -> dict[str, Parameter]:
        if self.user is not None:
            return run_arguments(self.user.item, self.item)
        return run_arguments(self.item, self.referenced_object)

    def _is_run_by(self, template: Template) -> bool:
        if template.name is None or template.inline_of is not None:
            return False
        names = (self.text(at) for at in (self.entrypoint, self.on_exit) if at is not None)
        return template.name.text in names

    @property
    def entrypoint(self) -> Scalar | None:
        """What names the template that a run starts with; None in a library, which nobody runs by itself."""
        if self.library:
            return None
        own = self.user.item.entrypoint if self.user is not None else None
        return own or self.item.entrypoint

    @property
    def on_exit(self) -> Scalar | None:
        """What names the exit handler."""
        own = self.user.item.on_exit if self.user is not None else None
        return own or self.item.on_exit

    def lookup(self, template: Template | None) -> Callable[[str], str | None]:
        """What Argo knows of a name before anything runs, inside a template or (None) beside all templates."""
        globals_ = self.globals
        if template is None:
            return globals_.get
        inputs = self.inputs(template)
        # The step or task around an inline template is filled first, its inline template with it.
        outer = self.lookup(template.inline_of.caller) if template.inline_of is not None else globals_.get

        def find(name: str) -> str | None:
            known = outer(name)
            return inputs.get(name) if known is None else known

        return find

    def text(self, scalar: Scalar, template: Template | None = None) -> str:
        """A scalar's text with all that is known put in: values, `PLACEHOLDER` for what the run supplies, `DYNAMIC`
        for expressions that only the run can compute; a tag that means nothing to Argo stays as it is."""
        if OPEN not in scalar.text:
            return scalar.text
        lookup = self.lookup(template)
        filled = fill(scalar.text, lookup, lambda expression: computed(expression, lookup, self.version))
        return fill(filled, self.globals.get) if OPEN in filled else filled

    def target(self, call: Invocation) -> TemplateOutcome:
        """The template that a step or task calls."""
        outcome = self._targets.get(id(call))
        if outcome is None:
            outcome = self._targets[id(call)] = self._target(call)
        return outcome

    def _target(self, call: Invocation) -> TemplateOutcome:
        if call.inline is not None:
            return Resolved(call.inline)
        return self._called(call.template, call.template_ref, call.caller)

    def named_target(self, call: Invocation) -> TemplateOutcome:
        """The template that a step's or task's `template` or `templateRef` names, also where an inline one wins."""
        if call.inline is None:
            return self.target(call)
        return self._called(call.template, call.template_ref, call.caller)

    def hook_target(self, hook: Hook, template: Template | None) -> TemplateOutcome:
        """The template that a hook calls; `template` holds the hook's step or task."""
        return self._called(hook.template, hook.template_ref, template)

    def exit_target(self, call: Invocation) -> TemplateOutcome:
        """The template that a step's or task's `onExit` names."""
        return self._called(call.on_exit, None, call.caller)

    def _called(self, name: Scalar | None, ref: TemplateRef | None, caller: Template | None) -> TemplateOutcome:
        owner = caller.owner if caller is not None else self.item
        if owner is not self.item:
            return self.flows.of(owner)._called(name, ref, caller)
        if ref is not None:
            return self._reference(ref, caller)
        if name is None:
            return Incomplete()
        filled = self.text(name, caller)
        if DYNAMIC in filled:
            return Dynamic()
        return _template_in(owner, filled)

    def _reference(self, ref: TemplateRef, caller: Template | None) -> TemplateOutcome:
        if ref.name is None or ref.template is None:
            return Incomplete()
        name, template = self.text(ref.name, caller), self.text(ref.template, caller)
        late = self.version >= (3, 6)
        if DYNAMIC in name + template or (late and OPEN in name + template):
            return Dynamic()
        found = self.flows.workspace.library(name, ref.cluster_scope, self.item)
        if not isinstance(found, Resolved):
            return found
        if late and PLACEHOLDER in template:
            return Dynamic()
        return _template_in(found.target, template)

    def graph(self, template: Template) -> TaskGraph:
        """The task graph of a dag template."""
        graph = self._graphs.get(id(template))
        if graph is None:
            from argolint.graph.tasks import TaskGraph  # many workflows have no dag

            graph = self._graphs[id(template)] = TaskGraph(template, lambda at: self.text(at, template))
        return graph

    def reads(self, subject: Template | Invocation) -> tuple[Read | Unclosed, ...]:
        """The plain tags of a template's own texts, or of a step's or task's."""
        if not self.item.document.tagged:
            return ()
        found = self._reads.get(id(subject))
        if found is None:
            reads = template_reads(subject, self) if isinstance(subject, Template) else call_reads(subject, self)
            found = self._reads[id(subject)] = tuple(reads)
        return found

    def faults(self, subject: Template | Invocation) -> tuple[tuple[Read, Fault], ...]:
        """Those of these tags that mean nothing where they stand, each with the reason."""
        reads = self.reads(subject)
        if not reads:
            return ()
        found = self._faults.get(id(subject))
        if found is None:
            judged = ((read, read.fault()) for read in reads if isinstance(read, Read))
            found = self._faults[id(subject)] = tuple((read, fault) for read, fault in judged if fault is not None)
        return found

    @cached_property
    def has_expression_tags(self) -> bool:
        """Whether an expression tag stands anywhere in the object's document."""
        return has_tags(self.item.document)

    @property
    def expression_remarks(self) -> tuple[ExpressionRemark, ...]:
        """What is to be said about the expressions of the object and of all in it."""
        if self._expression_remarks is None:
            self._expression_remarks = ()
            if has_expressions(self.item.document):
                from argolint.flow.expression_remarks import remarks  # most documents have no expression

                self._expression_remarks = tuple(remarks(object_sites(self.item, self), self.version))
        return self._expression_remarks

    @property
    def when_remarks(self) -> tuple[WhenRemark, ...]:
        """What is to be said about the conditions `when` of the object and of all in it."""
        if self._when_remarks is None:
            self._when_remarks = ()
            document = self.item.document
            if document.source.text.find("when", document.span.start, document.span.end) >= 0:
                from argolint.flow.when_remarks import remarks  # many documents have no condition

                self._when_remarks = tuple(remarks(self.item, self))
        return self._when_remarks

    def doubtful_names(self, subject: WorkflowObject | Template) -> tuple[NameList, ...]:
        """The lists of names in an object itself or in one template that are not plainly right."""
        found = self._doubtful_names.get(id(subject))
        if found is None:
            found = self._doubtful_names[id(subject)] = tuple(doubtful_names(subject, self))
        return found


def _template_in(owner: WorkflowObject, name: str) -> TemplateOutcome:
    """The template of that name; one without a name, which is a mistake of its own, may be the one meant."""
    found = owner.template(name)
    if found is not None:
        return Resolved(found)
    nameless = any(template.name is None for template in owner.templates)
    return Dynamic() if nameless else MissingTemplate(name, owner)
