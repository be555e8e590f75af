"""Puts what the command line says about a run into its manifest, as if it had been written there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.globals import merged_parameters
from argolint.model import Kind, objects
from argolint.nearest import closest
from argolint.project.errors import UsageError
from argolint.syntax import Document
from argolint.syntax.extended import written
from argolint.syntax.nodes import DOUBLE, Entry, Mapping, Scalar, Sequence
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict
    from collections.abc import Sequence as List

    from argolint.flow.analysis import Flows
    from argolint.model import Parameter, WorkflowObject
    from argolint.project.files import LoadedFile
    from argolint.syntax.nodes import Node


class Overrides(NamedTuple):
    """Values for the parameters of workflows, their entrypoint, and the namespace of what names none."""

    parameters: Dict[str, str]
    entrypoint: str | None = None
    namespace: str | None = None

    def put_in(self, files: List[LoadedFile], flows: Flows) -> List[LoadedFile]:
        """The files with these values in them; raises `UsageError` for a parameter that nobody declares."""
        declared = {id(item): _declared(item, flows) for file in files for item in file.objects()}
        self._refuse_scheduled([item for file in files for item in file.objects()], declared, flows)
        self._refuse_unknown({name for names in declared.values() for name in names})
        if not any(self):
            return files
        return [self._file(file, declared) for file in files]

    def _refuse_scheduled(
        self, items: List[WorkflowObject], declared: Dict[int, Dict[str, Parameter]], flows: Flows
    ) -> None:
        """Say of a parameter that only CronWorkflows have that it is not for the command line."""
        known = {name for names in declared.values() for name in names}
        for item in items if self.parameters else ():
            names = merged_parameters(item, flows.of(item).referenced_object) if item.kind is Kind.CRON_WORKFLOW else {}
            for name in self.parameters:
                if name in names and name not in known:
                    raise UsageError(
                        f"parameter `{name}` is one of {item.title}, and -p gives values to Workflows alone",
                        "write it below `spec.workflowSpec.arguments`, from where all of its runs have it",
                    )

    def _refuse_unknown(self, known: set[str]) -> None:
        for name in self.parameters:
            if name not in known:
                best = closest(name, sorted(known))
                names = f"the parameters are {', '.join(sorted(known))}" if known else "no workflow has parameters"
                raise UsageError(f"unknown parameter `{name}`", f"did you mean `{best}`?" if best else names)

    def _file(self, file: LoadedFile, declared: Dict[int, Dict[str, Parameter]]) -> LoadedFile:
        documents = []
        for document, items in file.documents:
            changed = {id(item.node): self._object(item, declared[id(item)]) for item in items}
            root = _replaced(document.root, changed) if document.root is not None else None
            made = Document(document.source, document.span, root, document.problems, document.tagged)
            documents.append((made, objects(made)))
        return file._replace(documents=tuple(documents))

    def _object(self, item: WorkflowObject, declared: Dict[str, Parameter]) -> Node:
        node = item.node
        if self.namespace and not item.namespace and item.kind is not Kind.CLUSTER_WORKFLOW_TEMPLATE:
            node = _with(node, ("metadata", "namespace"), self.namespace)
        if item.kind is not Kind.WORKFLOW:
            return node
        if self.entrypoint is not None:
            node = _with(node, ("spec", "entrypoint"), self.entrypoint)
        for name, parameter in declared.items():
            if name in self.parameters:
                node = _with_argument(node, parameter, name, self.parameters[name])
        return node


def _declared(item: WorkflowObject, flows: Flows) -> dict[str, Parameter]:
    return merged_parameters(item, flows.of(item).referenced_object) if item.kind is Kind.WORKFLOW else {}


def _with_argument(node: Mapping, parameter: Parameter, name: str, value: str) -> Mapping:
    if parameter.enum is not None:
        choices = [json_text(at) for at in parameter.enum.items if isinstance(at, Scalar)]
        if value not in choices:
            best = closest(value, choices)
            help_ = f"did you mean `{best}`?" if best else f"its values are {', '.join(choices)}"
            raise UsageError(f"parameter `{name}` cannot be `{value}`", help_)
    spec = _map(node.get("spec"), node)
    arguments = _map(spec.get("arguments"), spec)
    listed = arguments.get("parameters")
    items = list(listed.items) if isinstance(listed, Sequence) else []
    own = next((at for at, one in enumerate(items) if one is written(parameter.node)), None)
    entries = {key: at for key, at in parameter.node.entries.items() if key != "valueFrom"}
    entries["value"] = _entry("value", _text(value, parameter.node), parameter.node)
    changed = Mapping(parameter.node.start, parameter.node.end, entries)
    if own is None:
        changed = Mapping(arguments.start, arguments.start, {})
        for key, text in (("name", name), ("value", value)):
            changed.entries[key] = _entry(key, _text(text, arguments), arguments)
        items.append(changed)
    else:
        items[own] = changed
    start, end = (listed.start, listed.end) if isinstance(listed, Sequence) else (arguments.start, arguments.start)
    arguments = _put(arguments, "parameters", Sequence(start, end, items))
    return _put(node, "spec", _put(spec, "arguments", arguments))


def _with(node: Mapping, path: tuple[str, str], text: str) -> Mapping:
    group, name = path
    inner = _map(node.get(group), node)
    at: Node = inner.get(name) or inner
    return _put(node, group, _put(inner, name, _text(text, at)))


def _put(node: Mapping, name: str, value: Node) -> Mapping:
    return Mapping(node.start, node.end, {**node.entries, name: _entry(name, value, node)})


def _entry(name: str, value: Node, around: Mapping) -> Entry:
    known = around.entries.get(name)
    return Entry(known.key if known is not None else Scalar(around.start, around.start, name, "", None), value)


def _map(node: Node | None, around: Node) -> Mapping:
    return node if isinstance(node, Mapping) else Mapping(around.start, around.start, {})


def _text(text: str, at: Node) -> Scalar:
    return Scalar(at.start, at.end if isinstance(at, Scalar) else at.start, text, DOUBLE, None)


def _replaced(node: Node, changed: Dict[int, Node]) -> Node:
    """The tree with some objects of it changed; they stand at its root or in the items of lists."""
    if id(node) in changed:
        return changed[id(node)]
    listed = node.get("items") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or not isinstance(listed, Sequence):
        return node
    items = Sequence(listed.start, listed.end, [_replaced(one, changed) for one in listed.items])
    return _put(node, "items", items)
