"""The objects of a file that hold names, those that others create included."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.masking import masked
from argolint.ide.symbols import INNER
from argolint.model import embedded, manifests, objects
from argolint.model.build import GROUP, mapping, text
from argolint.model.parts import body_of
from argolint.source import SourceFile
from argolint.syntax import Document, parse
from argolint.syntax.nodes import PLAIN, Entry, Mapping, Scalar

if TYPE_CHECKING:
    from argolint.model import Template, WorkflowObject
    from argolint.project.files import LoadedFile

_BINDING = "WorkflowEventBinding"
_SENSOR = "Sensor"


def objects_of(file: LoadedFile) -> tuple[WorkflowObject, ...]:
    """The objects of a file, then those within its sensors and event bindings."""
    if _BINDING not in file.source.text and _SENSOR not in file.source.text:
        return file.objects()
    return (*file.objects(), *_inner_objects(file))


@lru_cache(maxsize=256)
def _inner_objects(file: LoadedFile) -> tuple[WorkflowObject, ...]:
    found: list[WorkflowObject] = []
    for document, _ in file.documents:
        roots = [node for node, _ in embedded(document.root)]
        roots += [_submitted(node) for node, kind in manifests(document.root) if kind == _BINDING]
        for root in roots:
            found += objects(Document(document.source, document.span, root, (), document.tagged))
    return tuple(found)


def _submitted(binding: Mapping) -> Mapping:
    """An event binding as the workflow that it submits: a reference and arguments."""
    entries: dict[str, Entry] = {}
    metadata = mapping(binding, "metadata")
    namespace = metadata.entries.get("namespace") if metadata is not None else None
    if metadata is not None and namespace is not None:
        entries["metadata"] = _entry("metadata", Mapping(metadata.start, metadata.end, {"namespace": namespace}))
    spec = mapping(binding, "spec")
    submit = mapping(spec, "submit") if spec is not None else None
    entries["kind"] = _entry("kind", Scalar(binding.start, binding.start, "Workflow", PLAIN, None))
    if submit is not None:
        entries["spec"] = _entry("spec", submit)
    return Mapping(binding.start, binding.end, entries)


def _entry(name: str, value: Scalar | Mapping) -> Entry:
    return Entry(Scalar(value.start, value.start, name, PLAIN, None), value)


class Submitted(NamedTuple):
    """The objects that a resource template submits, as their own text says them."""

    source: SourceFile
    manifest: Scalar
    objects: tuple[WorkflowObject, ...]


def submitted(template: Template) -> Submitted | None:
    """What a template submits to Argo, if it does; tags in it are masked, as nobody knows what they give."""
    body = body_of(template, "resource")
    manifest = text(body, "manifest") if body is not None else None
    if manifest is None or f"{GROUP}/" not in manifest.text:
        return None
    source = SourceFile(f"{template.owner.document.source.path}{INNER}{manifest.start}", masked(manifest.text))
    return Submitted(source, manifest, tuple(item for at in parse(source) for item in objects(at)))
