"""Every occurrence of every symbol in one file, whatever of it could be parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.flow.expressions import has_expressions
from argolint.ide.containers import container_names, default_names
from argolint.ide.fields import fields
from argolint.ide.found import Found
from argolint.ide.naming import call_names, object_names
from argolint.ide.objects import objects_of, submitted
from argolint.ide.paths import expression_field_paths, paths_in, plain_path
from argolint.ide.reading import Frame, read
from argolint.ide.scopes import template_scope
from argolint.ide.symbols import FileSymbols, SymbolKind
from argolint.model.build import mapping, text
from argolint.model.parts import body_of
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from argolint.flow.analysis import Flows, ObjectFlow
    from argolint.model import Template, WorkflowObject
    from argolint.project.files import LoadedFile
    from argolint.syntax.nodes import Node, Scalar

_CALLS = frozenset({"steps", "dag"})


def symbols_of(file: LoadedFile, flows: Flows) -> FileSymbols:
    """What stands in a file."""
    found = Found(file.source)
    for item in objects_of(file):
        _object(item, flows.of(item), found)
    return found.result()


def _object(item: WorkflowObject, flow: ObjectFlow, found: Found) -> None:
    object_names(item, flow, found)
    default_names(item, found)
    frame = Frame(flow)
    walks = item.document.tagged or has_expressions(item.document)
    for holder in (item.spec, item.cron) if walks else ():
        for name, entry in holder.entries.items() if holder is not None else ():
            if name not in ("templates", "workflowSpec"):
                _texts(entry.value, name, frame, found)
    for template in item.templates:
        _template(template, frame, walks, found)


def _template(template: Template, outer: Frame, walks: bool, found: Found) -> None:
    frame = outer._replace(templates=(*outer.templates, template))
    _values(template, found)
    container_names(template, found)
    if walks:
        _template_texts(template, frame, found)
    made = submitted(template)
    if made is not None:
        for item in made.objects:
            _object(item, outer.flow.flows.of(item), found.inside(made.source, made.manifest))
    for call in template.calls():
        call_names(call, outer.flow, found)
        inside = frame._replace(calls=(*frame.calls, call))
        for name, entry in call.node.entries.items() if walks else ():
            if name != "inline":
                _texts(entry.value, name, inside, found)
        if call.inline is not None:
            _template(call.inline, inside, walks, found)


def _template_texts(template: Template, frame: Frame, found: Found) -> None:
    """The texts of a template without those of its steps and tasks."""
    for name, entry in template.node.entries.items():
        if name not in _CALLS:
            _texts(entry.value, name, frame, found)
        elif isinstance(entry.value, Mapping):
            for field, part in entry.value.entries.items():
                if field != "tasks":
                    _texts(part.value, field, frame, found)


def _values(template: Template, found: Found) -> None:
    scope = template_scope(template)
    owner = scope[:2]
    for kind, parameters in (
        (SymbolKind.INPUT_PARAMETER, template.inputs.parameters),
        (SymbolKind.OUTPUT_PARAMETER, template.outputs.parameters),
    ):
        for parameter in parameters:
            found.declare(kind, parameter.name, scope)
            found.declare(SymbolKind.GLOBAL_PARAMETER, parameter.global_name, owner)
    for kind, artifacts in (
        (SymbolKind.INPUT_ARTIFACT, template.inputs.artifacts),
        (SymbolKind.OUTPUT_ARTIFACT, template.outputs.artifacts),
    ):
        for artifact in artifacts:
            found.declare(kind, artifact.name, scope)
            found.declare(SymbolKind.GLOBAL_ARTIFACT, artifact.global_name, owner)
    name = _manifest_artifact(template)
    if name is not None:
        found.refer(SymbolKind.INPUT_ARTIFACT, name, scope)


def _manifest_artifact(template: Template) -> Scalar | None:
    """What names the input artifact that holds the manifest of a resource template."""
    at = body_of(template, "resource")
    for field in ("manifestFrom", "artifact"):
        at = mapping(at, field) if at is not None else None
    return text(at, "name") if at is not None else None


def _texts(node: Node, field: str, frame: Frame, found: Found) -> None:
    """The names in all texts below a node that stands under a field."""
    for at in fields(node, field):
        scalar = at.scalar
        if at.is_expression:
            for path in expression_field_paths(scalar, frame.flow.version):
                read(path, scalar, frame, found)
        if OPEN in scalar.text:
            for path in paths_in(scalar, frame.flow.version):
                read(path, scalar, frame, found)
        elif at.may_refer:
            bare = scalar.text.strip()
            read(plain_path(bare, scalar.text.find(bare)), scalar, frame, found)
