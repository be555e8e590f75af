"""Builds the views of a document: one pass, tolerant of every shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model.views import (
    TEMPLATE_TYPES,
    Artifact,
    CallKind,
    Companion,
    Hook,
    Invocation,
    Kind,
    Parameter,
    Template,
    TemplateRef,
    Values,
    WorkflowObject,
)
from argolint.nearest import closest
from argolint.syntax.extended import ExtendedText
from argolint.syntax.nodes import PLAIN, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.syntax import Document
    from argolint.syntax.nodes import Node

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"})
_KINDS = {kind.value: kind for kind in Kind}
GROUP = "argoproj.io"
_NOTHING = Values()


def is_null(node: Node) -> bool:
    """Whether Argo reads a node as not given."""
    return isinstance(node, Scalar) and node.text in _NULLS and node.style == PLAIN and node.tag is None


def value(mapping: Mapping, name: str) -> Node | None:
    """What stands under a key, null counting as nothing."""
    entry = mapping.entries.get(name)
    if entry is None or is_null(entry.value):
        return None
    return entry.value


def scalar(mapping: Mapping, name: str) -> Scalar | None:
    """The scalar under a key, or None."""
    node = value(mapping, name)
    return node if isinstance(node, Scalar) else None


def text(mapping: Mapping, name: str) -> Scalar | None:
    """The scalar under a key unless it is empty: Argo takes the empty text for not given."""
    node = value(mapping, name)
    return node if isinstance(node, Scalar) and node.text else None


def mapping(parent: Mapping, name: str) -> Mapping | None:
    """The map under a key, or None."""
    node = parent.get(name)
    return node if isinstance(node, Mapping) else None


def sequence(parent: Mapping, name: str) -> Sequence | None:
    """The list under a key, or None."""
    node = parent.get(name)
    return node if isinstance(node, Sequence) else None


def flag(parent: Mapping, name: str) -> bool:
    """Whether a boolean field is true."""
    node = parent.get(name)
    return isinstance(node, Scalar) and is_true(node)


def is_true(scalar: Scalar) -> bool:
    """Whether Argo reads a scalar as true."""
    return scalar.style == PLAIN and scalar.text in _TRUE


def mappings(parent: Mapping, name: str) -> Iterator[Mapping]:
    """The maps of the list under a key; a null item is an empty one, and others are passed over."""
    node = parent.get(name)
    return items(node) if node is not None else iter(())


def items(node: Node) -> Iterator[Mapping]:
    """The maps of a list."""
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Mapping):
            yield item
        elif is_null(item):
            yield Mapping(item.start, item.end, {})


def objects(document: Document) -> tuple[WorkflowObject, ...]:
    """The workflows, templates and cron workflows of a document, those inside `List`s included."""
    return tuple(_object(document, node, _KINDS[kind]) for node, kind in manifests(document.root) if kind in _KINDS)


_TRIGGERS = ("argoWorkflow", "k8s")

COMPANIONS = frozenset(
    {
        "ClusterRole", "ClusterRoleBinding", "ConfigMap", "CustomResourceDefinition", "PersistentVolumeClaim",
        "Role", "RoleBinding", "Secret", "ServiceAccount",
    }
)  # fmt: skip
"""The kinds beside Argo's that rules may ask for."""


def companions(document: Document) -> tuple[Companion, ...]:
    """The objects of a document that workflows lean on."""
    return tuple(_companion(document, node, kind) for node, kind in manifests(document.root) if kind in COMPANIONS)


def _companion(document: Document, node: Mapping, kind: str) -> Companion:
    metadata = mapping(node, "metadata")
    name = text(metadata, "name") if metadata is not None else None
    namespace = text(metadata, "namespace") if metadata is not None else None
    return Companion(document, kind, node, name, namespace.text if namespace is not None else "")


def manifests(root: Node | None) -> Iterator[tuple[Mapping, str]]:
    """Every object of a document with the kind it claims: the document itself, or the items of a `List`."""
    kind = root.get("kind") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or not isinstance(kind, Scalar):
        return
    if kind.text == "List":
        for item in mappings(root, "items"):
            yield from manifests(item)
    elif kind.text not in _KINDS or not _is_foreign(root):
        yield root, kind.text


def _is_foreign(node: Mapping) -> bool:
    """Whether an object belongs to another project that calls one of its kinds as Argo does."""
    version = scalar(node, "apiVersion")
    group, slash, _ = version.text.partition("/") if version is not None else ("", "", "")
    return bool(slash) and "." in group and "argo" not in group.lower() and closest(group, (GROUP,)) is None


def embedded(root: Node | None) -> Iterator[tuple[Mapping, str]]:
    """The objects that the triggers of an Argo Events Sensor create, each with its kind."""
    kind = root.get("kind") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or not isinstance(kind, Scalar) or kind.text != "Sensor":
        return
    spec = mapping(root, "spec")
    for trigger in mappings(spec, "triggers") if spec is not None else ():
        for action in _TRIGGERS:
            at: Mapping | None = trigger
            for name in ("template", action, "source", "resource"):
                at = mapping(at, name) if at is not None else None
            yield from manifests(at)


def _object(document: Document, node: Mapping, kind: Kind) -> WorkflowObject:
    metadata = mapping(node, "metadata")
    spec = mapping(node, "spec")
    cron = None
    if kind is Kind.CRON_WORKFLOW:
        cron = spec
        spec = mapping(spec, "workflowSpec") if spec is not None else None
    late = None
    if isinstance(document.source, ExtendedText):
        from argolint.model.defaults import under  # few runs have any

        metadata, spec, late = under(document.source.added, kind, metadata, spec)
    namespace = text(metadata, "namespace") if metadata is not None else None
    built = WorkflowObject(
        document=document,
        kind=kind,
        node=node,
        metadata=metadata,
        name=text(metadata, "name") if metadata is not None else None,
        generate_name=text(metadata, "generateName") if metadata is not None else None,
        namespace=namespace.text if namespace is not None else "",
        spec=spec,
        cron=cron,
        late_defaults=late,
    )
    if spec is not None:
        built.arguments = values(spec, "arguments")
        built.templates = tuple(_template(built, item, None) for item in mappings(spec, "templates"))
        built.entrypoint = text(spec, "entrypoint")
        built.on_exit = text(spec, "onExit")
        built.hooks = _hooks(spec)
        built.workflow_template_ref = _template_ref(spec, "workflowTemplateRef")
    return built


def _template(owner: WorkflowObject, node: Mapping, inline_of: Invocation | None) -> Template:
    entries = node.entries
    bodies = tuple(entries[name] for name in TEMPLATE_TYPES if name in entries and not is_null(entries[name].value))
    template = Template(
        node=node,
        owner=owner,
        name=text(node, "name"),
        bodies=bodies,
        inputs=values(node, "inputs"),
        outputs=values(node, "outputs"),
        inline_of=inline_of,
    )
    for body in bodies:
        if body.key.text == "steps" and isinstance(body.value, Sequence):
            template.steps = tuple(
                tuple(_invocation(template, CallKind.STEP, index, item) for item in items(group))
                for index, group in enumerate(body.value.items)
            )
        elif body.key.text == "dag" and isinstance(body.value, Mapping):
            template.tasks = tuple(
                _invocation(template, CallKind.TASK, index, item)
                for index, item in enumerate(mappings(body.value, "tasks"))
            )
    return template


def _invocation(caller: Template, kind: CallKind, group: int, node: Mapping) -> Invocation:
    dependencies = sequence(node, "dependencies")
    invocation = Invocation(
        kind=kind,
        node=node,
        caller=caller,
        group=group,
        name=text(node, "name"),
        template=text(node, "template"),
        template_ref=_template_ref(node, "templateRef"),
        arguments=values(node, "arguments"),
        when=text(node, "when"),
        with_items=sequence(node, "withItems"),
        with_param=text(node, "withParam"),
        with_sequence=mapping(node, "withSequence"),
        depends=text(node, "depends") if kind is CallKind.TASK else None,
        dependencies=tuple(item for item in dependencies.items if isinstance(item, Scalar))
        if dependencies is not None
        else (),
        hooks=_hooks(node),
        on_exit=text(node, "onExit"),
        continue_on=value(node, "continueOn"),
    )
    inline = mapping(node, "inline")
    if inline is not None:
        invocation.inline = _template(caller.owner, inline, invocation)
    return invocation


def values(parent: Mapping, name: str) -> Values:
    """The parameters and artifacts under `arguments`, `inputs` or `outputs`."""
    node = parent.get(name)
    if not isinstance(node, Mapping):
        return _NOTHING
    return Values(
        node=node,
        parameters=tuple(_parameter(item) for item in mappings(node, "parameters")),
        artifacts=tuple(artifact(item) for item in mappings(node, "artifacts")),
    )


def _parameter(node: Mapping) -> Parameter:
    return Parameter(
        node=node,
        name=text(node, "name"),
        value=value(node, "value"),
        default=value(node, "default"),
        value_from=mapping(node, "valueFrom"),
        enum=sequence(node, "enum"),
        global_name=text(node, "globalName"),
    )


def artifact(node: Mapping) -> Artifact:
    """The view of an artifact's map."""
    return Artifact(
        node=node,
        name=text(node, "name"),
        path=text(node, "path"),
        source=text(node, "from"),
        from_expression=text(node, "fromExpression"),
        optional=flag(node, "optional"),
        global_name=text(node, "globalName"),
    )


def _template_ref(parent: Mapping, name: str) -> TemplateRef | None:
    node = parent.get(name)
    if not isinstance(node, Mapping):
        return None
    return TemplateRef(node, text(node, "name"), text(node, "template"), flag(node, "clusterScope"))


def _hooks(parent: Mapping) -> tuple[Hook, ...]:
    node = parent.get("hooks")
    if not isinstance(node, Mapping):
        return ()
    return tuple(
        Hook(
            event=entry.key,
            node=entry.value,
            template=text(entry.value, "template"),
            template_ref=_template_ref(entry.value, "templateRef"),
            arguments=values(entry.value, "arguments"),
            expression=text(entry.value, "expression"),
        )
        for entry in node.entries.values()
        if isinstance(entry.value, Mapping)
    )
