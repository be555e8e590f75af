"""What a resource template asks of the cluster: its action, its flags and the objects of its manifest."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.expressions.tags import is_known
from argolint.flow.manifests import ACTIONS
from argolint.flow.masking import MARK, masked
from argolint.model.build import is_null, items, mapping, scalar, sequence, text, value
from argolint.model.parts import body_of
from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template
    from argolint.source import Span
    from argolint.syntax import Document
    from argolint.syntax.nodes import Node

DEFAULT_STRATEGY: Final = "strategic"
_KEPT = 256


class ManifestObject(NamedTuple):
    """One object of a manifest; what a tag gives counts as unknown."""

    manifest: Manifest
    node: Mapping
    document: Document

    @property
    def api_version(self) -> str | None:
        """Its `apiVersion`, if it is there and known."""
        return _known(scalar(self.node, "apiVersion"))

    @property
    def kind(self) -> str | None:
        """Its kind, if it is there and known."""
        return _known(scalar(self.node, "kind"))

    @property
    def title(self) -> str:
        """How messages call it."""
        return f"the {self.kind} of the manifest" if self.kind is not None else "the object of the manifest"

    @property
    def metadata(self) -> Mapping | None:
        """Its metadata, if it is written out."""
        return mapping(self.node, "metadata")

    @property
    def namespace(self) -> str | None:
        """The namespace written in it; empty without one, None when a tag gives it."""
        at = scalar(self.metadata, "namespace") if self.metadata is not None else None
        return _known(at) if at is not None else ""

    @property
    def name(self) -> str | None:
        """Its name, if it is there and known."""
        return _known(scalar(self.metadata, "name")) if self.metadata is not None else None

    def lacks(self, name: str) -> bool:
        """Whether a field is surely absent or empty."""
        return _lacks(self.node, name)

    def metadata_lacks(self, name: str) -> bool:
        """Whether a field of the metadata is surely absent or empty."""
        metadata = self.metadata
        return _lacks(metadata, name) if metadata is not None else self.lacks("metadata")


class Manifest(NamedTuple):
    """A manifest as text and as the trees of its documents, with tags masked."""

    scalar: Scalar
    source: SourceFile
    documents: tuple[Document, ...]

    @property
    def roots(self) -> tuple[Node, ...]:
        """The trees of the documents that could be read."""
        return tuple(at.root for at in self.documents if at.root is not None)

    @property
    def objects(self) -> tuple[ManifestObject, ...]:
        """The objects that it holds, those inside lists of objects included."""
        return tuple(
            ManifestObject(self, node, at)
            for at in self.documents
            if isinstance(at.root, Mapping)
            for node in _opened(at.root)
        )

    def place(self, outer: SourceFile, span: Span) -> Span:
        """Where a place of the manifest stands in the file around it."""
        return locate(outer, self.scalar, span.start, span.end)

    def written(self, span: Span) -> str:
        """What really stands at a place, tags included."""
        return self.scalar.text[span.start : span.end]

    def hides(self, span: Span) -> bool:
        """Whether a tag gives anything of a place."""
        return MARK in self.source.text[span.start : span.end]


class ResourceCall(NamedTuple):
    """The resource template as one call of kubectl; `action` and `strategy` are None where not known."""

    template: Template
    body: Mapping
    action: str | None
    strategy: str | None
    flags: tuple[Scalar, ...]
    manifest: Manifest | None

    @property
    def is_patch_alone(self) -> bool:
        """Whether the manifest may be a mere patch, with flags that name what is patched."""
        return self.action == "patch" and (bool(self.flags) or self.strategy != "strategic")

    @property
    def objects(self) -> tuple[ManifestObject, ...]:
        """The objects of the manifest, as far as they show."""
        return self.manifest.objects if self.manifest is not None else ()

    @property
    def names_target(self) -> bool:
        """Whether a flag is, or may be, the type or name of an object."""
        return any(not flag.text.startswith("-") for flag in self.flags)

    @property
    def writes(self) -> bool:
        """Whether the manifest is what the object shall be, in full."""
        return self.action in ("create", "apply", "replace")


def resource_call(template: Template, flow: ObjectFlow) -> ResourceCall | None:
    """What a template asks of the cluster; None if it is no resource template."""
    body = body_of(template, "resource")
    if body is None:
        return None
    action, strategy, manifest = text(body, "action"), text(body, "mergeStrategy"), text(body, "manifest")
    filled = flow.text(action, template) if action is not None else ""
    merge = flow.text(strategy, template) if strategy is not None else DEFAULT_STRATEGY
    listed = sequence(body, "flags")
    flags = tuple(at for at in listed.items if isinstance(at, Scalar)) if listed is not None else ()
    merge = _flag([flow.text(at, template) for at in flags], "--type") or merge
    return ResourceCall(
        template=template,
        body=body,
        action=filled if filled in ACTIONS else None,
        strategy=merge if is_known(merge) else None,
        flags=flags,
        manifest=read_manifest(manifest) if manifest is not None and value(body, "manifestFrom") is None else None,
    )


def resource_calls(template: Template, flow: ObjectFlow) -> tuple[ResourceCall, ...]:
    """The call of a template in a tuple, which is empty if it is no resource template."""
    call = resource_call(template, flow)
    return (call,) if call is not None else ()


def _flag(flags: Sequence[str], name: str) -> str | None:
    """What kubectl takes for the value of a flag, the last one where it stands twice; a tag may be any flag."""
    found = None
    for at, flag in enumerate(flags):
        if not is_known(flag) or flag.startswith(f"{name}="):
            found = flag.removeprefix(f"{name}=")
        elif flag == name and at + 1 < len(flags):
            found = flags[at + 1]
    return found


@lru_cache(_KEPT)
def read_manifest(manifest: Scalar) -> Manifest:
    """A manifest with its trees."""
    source = SourceFile("", masked(manifest.text))
    return Manifest(manifest, source, parse(source))


def _known(at: Scalar | None) -> str | None:
    return at.text if at is not None and at.text and MARK not in at.text else None


def _lacks(node: Mapping, name: str) -> bool:
    entry = node.entries.get(name)
    if entry is not None:
        return is_null(entry.value) or (isinstance(entry.value, Scalar) and not entry.value.text)
    return not any(MARK in key for key in node.entries)


def _opened(root: Mapping) -> Iterator[Mapping]:
    kind = scalar(root, "kind")
    if kind is None or not kind.text.endswith("List") or sequence(root, "items") is None:
        yield root
        return
    for item in items(root.entries["items"].value):
        yield from _opened(item)
