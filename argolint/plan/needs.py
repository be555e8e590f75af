"""The Secrets, ConfigMaps and volume claims that a run expects to find on the cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.model import Kind
from argolint.model.build import mapping
from argolint.schema.tables import LIMITED, LIST, MAP, STEP, STRUCT, load
from argolint.syntax.nodes import Mapping, Scalar, Sequence
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.model import Template, WorkflowObject
    from argolint.schema.tables import Struct, Tables, Type
    from argolint.schema.versions import Version
    from argolint.syntax.nodes import Node

_SELECTORS: Final = {
    "ArtifactRepositoryRef": ("ConfigMap", "configMap"),
    "ConfigMapEnvSource": ("ConfigMap", "name"),
    "ConfigMapKeySelector": ("ConfigMap", "name"),
    "ConfigMapProjection": ("ConfigMap", "name"),
    "ConfigMapVolumeSource": ("ConfigMap", "name"),
    "LocalObjectReference": ("Secret", "name"),
    "PersistentVolumeClaimVolumeSource": ("PersistentVolumeClaim", "claimName"),
    "SecretEnvSource": ("Secret", "name"),
    "SecretKeySelector": ("Secret", "name"),
    "SecretProjection": ("Secret", "name"),
    "SecretVolumeSource": ("Secret", "secretName"),
}
"""The structs that name an object: its kind, and the field with its name."""
_MADE_BY_ARGO: Final = frozenset({"Cache"})
"""Structs around objects that are made when they are missing."""


class Need(NamedTuple):
    """An object that must be there, or may be missing if it is `optional`; `offset` is where it is named first."""

    kind: str
    name: str
    optional: bool
    owner: WorkflowObject
    offset: int


def needs(objects: Iterable[WorkflowObject], templates: Iterable[Template], version: Version) -> list[Need]:
    """What the specs of some objects name, without their templates, and what some templates name; by kind and name."""
    tables = load(version)
    found: dict[tuple[str, str], Need] = {}
    for need in (*_of_specs(objects, tables), *_of_templates(templates, tables)):
        before = found.setdefault((need.kind, need.name), need)
        if before.optional and not need.optional:
            found[need.kind, need.name] = need
    return [found[key] for key in sorted(found)]


def _of_specs(objects: Iterable[WorkflowObject], tables: Tables) -> Iterator[Need]:
    fields = tables.fields(tables.struct("WorkflowSpec"))
    for item in objects:
        spec = mapping(item.node, "spec")
        if spec is not None and item.kind is Kind.CRON_WORKFLOW:
            spec = mapping(spec, "workflowSpec")
        for name, entry in spec.entries.items() if spec is not None else ():
            if name in fields and name != "templates":
                yield from _named(entry.value, fields[name], tables, item)


def _of_templates(templates: Iterable[Template], tables: Tables) -> Iterator[Need]:
    struct = tables.struct("Template")
    for template in templates:
        if isinstance(template.node, Mapping):
            yield from _in_struct(template.node, struct, tables, template.owner)


def _named(node: Node, type_: Type, tables: Tables, owner: WorkflowObject) -> Iterator[Need]:
    if type_.code == LIMITED and type_.inner is not None:
        yield from _named(node, type_.inner, tables, owner)
    elif type_.code == LIST and isinstance(node, Sequence) and type_.inner is not None:
        for item in node.items:
            yield from _named(item, type_.inner, tables, owner)
    elif type_.code == MAP and isinstance(node, Mapping) and type_.inner is not None:
        for entry in node.entries.values():
            yield from _named(entry.value, type_.inner, tables, owner)
    elif type_.code in (STRUCT, STEP) and isinstance(node, Mapping) and type_.struct is not None:
        yield from _in_struct(node, type_.struct, tables, owner)


def _in_struct(node: Mapping, struct: Struct, tables: Tables, owner: WorkflowObject) -> Iterator[Need]:
    selector = _SELECTORS.get(struct.name)
    name = node.get(selector[1]) if selector is not None else None
    if selector is not None and isinstance(name, Scalar) and name.text:
        optional = node.get("optional")
        may_miss = isinstance(optional, Scalar) and optional.text == "true"
        yield Need(selector[0], json_text(name), may_miss, owner, name.start)
    if struct.name in _MADE_BY_ARGO:
        return
    fields = tables.fields(struct)
    for field, entry in node.entries.items():
        if field in fields:
            yield from _named(entry.value, fields[field], tables, owner)
