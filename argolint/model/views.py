"""Typed read-only views over the tree: what a manifest says, in Argo's terms, nothing looked up elsewhere.

A view never invents: a field that is absent, null or of the wrong shape is None or empty, and the structural
check has its own say about it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from argolint.source import Span
from argolint.syntax.extended import ExtendedText
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from argolint.syntax import Document
    from argolint.syntax.nodes import Entry, Node


class Kind(StrEnum):
    """The kinds that hold workflows."""

    WORKFLOW = "Workflow"
    WORKFLOW_TEMPLATE = "WorkflowTemplate"
    CLUSTER_WORKFLOW_TEMPLATE = "ClusterWorkflowTemplate"
    CRON_WORKFLOW = "CronWorkflow"


class CallKind(StrEnum):
    """How a template is called."""

    STEP = "step"
    TASK = "task"


LEAF_TYPES = frozenset({"container", "containerSet", "script", "resource", "data", "http", "plugin"})
POD_TYPES = frozenset({"container", "containerSet", "script", "resource", "data"})
TEMPLATE_TYPES = (
    "container", "containerSet", "steps", "script", "resource", "dag", "suspend", "data", "http", "plugin",
)  # fmt: skip
LOOP_FIELDS = ("withItems", "withParam", "withSequence")


class TemplateRef(NamedTuple):
    """A reference to a template of another object, or (without template) to a whole WorkflowTemplate."""

    node: Mapping
    name: Scalar | None
    template: Scalar | None
    cluster_scope: bool


class Parameter(NamedTuple):
    """A parameter of arguments, inputs or outputs."""

    node: Mapping
    name: Scalar | None
    value: Node | None
    default: Node | None
    value_from: Mapping | None
    enum: Sequence | None
    global_name: Scalar | None


class Artifact(NamedTuple):
    """An artifact of arguments, inputs or outputs."""

    node: Mapping
    name: Scalar | None
    path: Scalar | None
    source: Scalar | None
    """What `from` says."""
    from_expression: Scalar | None
    optional: bool
    global_name: Scalar | None


class Values(NamedTuple):
    """The parameters and artifacts of an `arguments`, `inputs` or `outputs` block."""

    node: Mapping | None = None
    parameters: tuple[Parameter, ...] = ()
    artifacts: tuple[Artifact, ...] = ()

    def parameter(self, name: str) -> Parameter | None:
        """The first parameter of that name."""
        return next((p for p in self.parameters if p.name is not None and p.name.text == name), None)

    def artifact(self, name: str) -> Artifact | None:
        """The first artifact of that name."""
        return next((a for a in self.artifacts if a.name is not None and a.name.text == name), None)


class Hook(NamedTuple):
    """A lifecycle hook of a workflow, step or task; `event` is its key, such as `exit`."""

    event: Scalar
    node: Mapping
    template: Scalar | None
    template_ref: TemplateRef | None
    arguments: Values
    expression: Scalar | None


class Invocation:
    """A step or a task: a call of a template, with its arguments, loop and conditions."""

    __slots__ = (
        "arguments", "caller", "continue_on", "dependencies", "depends", "group", "hooks", "inline", "kind", "name",
        "node", "on_exit", "template", "template_ref", "when", "with_items", "with_param", "with_sequence",
    )  # fmt: skip

    def __init__(
        self,
        *,
        kind: CallKind,
        node: Mapping,
        caller: Template,
        group: int,
        name: Scalar | None,
        template: Scalar | None,
        template_ref: TemplateRef | None,
        arguments: Values,
        when: Scalar | None,
        with_items: Sequence | None,
        with_param: Scalar | None,
        with_sequence: Mapping | None,
        depends: Scalar | None,
        dependencies: tuple[Scalar, ...],
        hooks: tuple[Hook, ...],
        on_exit: Scalar | None,
        continue_on: Node | None,
    ) -> None:
        self.kind = kind
        self.node = node
        self.caller = caller
        self.group = group
        """Index of the step's group; for tasks their place in the list."""
        self.name = name
        self.template = template
        self.template_ref = template_ref
        self.inline: Template | None = None
        self.arguments = arguments
        self.when = when
        self.with_items = with_items
        self.with_param = with_param
        self.with_sequence = with_sequence
        self.depends = depends
        self.dependencies = dependencies
        self.hooks = hooks
        self.on_exit = on_exit
        self.continue_on = continue_on

    @property
    def span(self) -> Span:
        """Its name, or where it stands if it has none."""
        return self.name.span if self.name is not None else head(self.node)

    @property
    def title(self) -> str:
        """How messages call it, such as step `build`."""
        return f"{self.kind} `{self.name.text}`" if self.name is not None else f"a {self.kind} without a name"

    @property
    def aggregates(self) -> bool:
        """Whether it loops in the way that collects outputs: by items or a parameter."""
        return (self.with_items is not None and bool(self.with_items.items)) or self.with_param is not None

    @property
    def loops(self) -> bool:
        """Whether it is expanded into several runs."""
        return self.aggregates or self.with_sequence is not None

    @property
    def exit_hook(self) -> bool:
        """Whether an exit handler follows it."""
        return self.on_exit is not None or any(hook.event.text == "exit" for hook in self.hooks)


class Template:
    """A template: one of ten types, with inputs and outputs; `inline_of` is the step or task that holds it."""

    __slots__ = (
        "bodies", "body", "inline_of", "inputs", "name", "node", "outputs", "owner", "steps", "tasks", "type",
    )  # fmt: skip

    def __init__(
        self,
        *,
        node: Mapping,
        owner: WorkflowObject,
        name: Scalar | None,
        bodies: tuple[Entry, ...],
        inputs: Values,
        outputs: Values,
        inline_of: Invocation | None,
    ) -> None:
        self.node = node
        self.owner = owner
        self.name = name
        self.bodies = bodies
        """The entries that give its type, non-null; a right template has just one."""
        self.inputs = inputs
        self.outputs = outputs
        self.inline_of = inline_of
        self.steps: tuple[tuple[Invocation, ...], ...] = ()
        self.tasks: tuple[Invocation, ...] = ()
        single = bodies[0] if len(bodies) == 1 else None
        self.type: str | None = single.key.text if single is not None else None
        """Its type when it has exactly one, such as `container`."""
        self.body: Node | None = single.value if single is not None else None
        """What stands under its type."""

    @property
    def calls_others(self) -> bool:
        """Whether Argo takes it for steps or a dag; `steps: []` it takes for a leaf."""
        return self.type == "dag" or (self.type == "steps" and bool(self.steps))

    @property
    def is_leaf(self) -> bool:
        """Whether it does work itself, as Argo counts: not steps, dag or suspend."""
        return self.type in LEAF_TYPES

    @property
    def is_pod(self) -> bool:
        """Whether it runs as a pod of its own."""
        return self.type in POD_TYPES

    @property
    def span(self) -> Span:
        """Its name, or where it stands if it has none."""
        return self.name.span if self.name is not None else head(self.node)

    @property
    def title(self) -> str:
        """How messages call it."""
        if self.name is not None:
            return f"template `{self.name.text}`"
        if self.inline_of is not None:
            return f"the inline template of {self.inline_of.title}"
        return "a template without a name"

    def calls(self) -> tuple[Invocation, ...]:
        """Its steps in order, or its tasks."""
        if self.tasks or not self.steps:
            return self.tasks
        return tuple(step for group in self.steps for step in group)


class WorkflowObject:
    """One Workflow, WorkflowTemplate, ClusterWorkflowTemplate or CronWorkflow."""

    __slots__ = (
        "_all_templates", "arguments", "cron", "document", "entrypoint", "generate_name", "hooks", "kind",
        "late_defaults", "metadata", "name", "namespace", "node", "on_exit", "spec", "templates",
        "workflow_template_ref",
    )  # fmt: skip

    def __init__(
        self,
        *,
        document: Document,
        kind: Kind,
        node: Mapping,
        metadata: Mapping | None,
        name: Scalar | None,
        generate_name: Scalar | None,
        namespace: str,
        spec: Mapping | None,
        cron: Mapping | None,
        late_defaults: Mapping | None = None,
    ) -> None:
        self.document = document
        self.kind = kind
        self.node = node
        self.metadata = metadata
        self.name = name
        self.generate_name = generate_name
        self.namespace = namespace
        """The namespace written in it, or the empty text."""
        self.spec = spec
        """The workflow spec; for a CronWorkflow its `workflowSpec`."""
        self.cron = cron
        """The CronWorkflow's own spec."""
        self.late_defaults = late_defaults
        """The fields of a spec that a controller adds where the object of `workflow_template_ref` lacks them too."""
        self.arguments = Values()
        self.templates: tuple[Template, ...] = ()
        self.entrypoint: Scalar | None = None
        self.on_exit: Scalar | None = None
        self.hooks: tuple[Hook, ...] = ()
        self.workflow_template_ref: TemplateRef | None = None
        self._all_templates: tuple[Template, ...] | None = None

    @property
    def is_template(self) -> bool:
        """Whether it is a WorkflowTemplate or ClusterWorkflowTemplate: a library, not a run."""
        return self.kind in (Kind.WORKFLOW_TEMPLATE, Kind.CLUSTER_WORKFLOW_TEMPLATE)

    @property
    def span(self) -> Span:
        """Its name, or the head of its text."""
        name = self.name or self.generate_name
        return name.span if name is not None else head(self.node)

    @property
    def title(self) -> str:
        """How messages call it, such as Workflow `hello`."""
        name = self.name or self.generate_name
        return f"{self.kind} `{name.text}`" if name is not None else f"{self.kind} without a name"

    def writes(self, node: Node) -> bool:
        """Whether a node stands in its own text, and not in what is put under it."""
        source = self.document.source
        return not isinstance(source, ExtendedText) or source.holds(node.span)

    def template(self, name: str) -> Template | None:
        """The first template of that name."""
        return next((t for t in self.templates if t.name is not None and t.name.text == name), None)

    def all_templates(self) -> tuple[Template, ...]:
        """Its templates and the inline ones within them, outer before inner."""
        if self._all_templates is None:
            self._all_templates = self._with_inner()
        return self._all_templates

    def _with_inner(self) -> tuple[Template, ...]:
        found: list[Template] = []
        queue = list(reversed(self.templates))
        while queue:
            template = queue.pop()
            found.append(template)
            queue.extend(call.inline for call in reversed(template.calls()) if call.inline is not None)
        return tuple(found)


class Companion(NamedTuple):
    """An object of another kind that workflows lean on, such as a ConfigMap or a Role."""

    document: Document
    kind: str
    node: Mapping
    name: Scalar | None
    namespace: str
    """The namespace written in it, or the empty text."""


def head(node: Node) -> Span:
    """The place that stands for a whole node: a map's first key, a list's first item, a scalar itself."""
    while not isinstance(node, Scalar):
        if isinstance(node, Sequence) and node.items:
            node = node.items[0]
        elif isinstance(node, Mapping) and node.entries:
            node = next(iter(node.entries.values())).key
        else:
            return Span(node.start, min(node.end, node.start + 1))
    return node.span
