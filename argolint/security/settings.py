"""Where a manifest says how much of its node a pod may touch, patches included."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import OPEN
from argolint.flow.patches import FIELD, read_patch, work_patches
from argolint.kubernetes.containers import CONTAINER_FIELDS, containers_of, default_containers
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, mappings, text
from argolint.scripts.masking import masked
from argolint.source import SourceFile, Span
from argolint.syntax import parse
from argolint.syntax.nodes import Mapping, Scalar, Sequence
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.kubernetes.containers import Container
    from argolint.syntax.nodes import Node


class Place(NamedTuple):
    """A map with the fields of a pod or of a container; `field` says which part of its owner it is."""

    node: Mapping
    owner: WorkflowObject | Template | Container
    source: SourceFile
    field: str | None = None
    patch: Scalar | None = None
    """The text that holds it, when it stands in a patch or a manifest."""

    @property
    def title(self) -> str:
        """How messages call it."""
        return self.owner.title if self.field is None else f"`{self.field}` of {self.owner.title}"

    def span(self, node: Node) -> Span:
        """Where a part of it stands in the file."""
        if self.patch is None:
            return Span(node.start, node.end)
        return locate(self.source, self.patch, node.start, node.end)

    def is_written(self, scalar: Scalar) -> bool:
        """Whether a value in it is written out, without a tag."""
        written = scalar.text if self.patch is None else self.patch.text[scalar.start : scalar.end]
        return OPEN not in written

    @property
    def security(self) -> Mapping | None:
        """Its security context."""
        return mapping(self.node, "securityContext") if "securityContext" in self.node.entries else None


_PATCHED = ("containers", "initContainers", "ephemeralContainers")

_RESOURCE = "resource"
_MANIFEST = "manifest"
_WRITING = ("create", "apply", "replace")
_POD_SPECS = (("spec", "template", "spec"), ("spec", "jobTemplate", "spec", "template", "spec"))

CONTAINER_HOLDERS = (*CONTAINER_FIELDS, "templateDefaults", FIELD, _RESOURCE)
"""The fields of a template or of an object's spec under which `containers` finds any."""


def containers(subject: WorkflowObject | Template, field: str) -> Iterator[Place]:
    """The containers that have a field: of a template or an object's defaults, of their patches and manifests."""
    written = containers_of(subject) if isinstance(subject, Template) else default_containers(subject)
    for container in written:
        if field in container.node.entries:
            yield Place(container.node, container, _source(subject))
    for patch in _in_texts(subject):
        for name in _PATCHED:
            for node in mappings(patch.node, name):
                if field in node.entries:
                    yield Place(node, subject, patch.source, patch.field, patch.patch)


def pods(subject: WorkflowObject | Template) -> Iterator[Place]:
    """The maps in which a template or an object gives fields of its pods."""
    if isinstance(subject, Template):
        yield Place(subject.node, subject, _source(subject))
    elif subject.spec is not None:
        yield Place(subject.spec, subject, _source(subject))
        defaults = mapping(subject.spec, "templateDefaults")
        if defaults is not None:
            yield Place(defaults, subject, _source(subject), "templateDefaults")
    yield from _in_texts(subject)


def _in_texts(subject: WorkflowObject | Template) -> Iterator[Place]:
    """The specs of pods in patches, and in the manifest of a resource template."""
    yield from _patches(subject)
    if isinstance(subject, Template) and subject.type == _RESOURCE:
        yield from _manifest_pods(subject)


def _manifest_pods(template: Template) -> Iterator[Place]:
    body = mapping(template.node, _RESOURCE)
    action, manifest = (text(body, "action"), text(body, _MANIFEST)) if body is not None else (None, None)
    if action is None or action.text not in _WRITING or manifest is None or "ontainers" not in manifest.text:
        return
    for document in parse(SourceFile("", masked(manifest.text).text)):
        root = document.root
        if not isinstance(root, Mapping):
            continue
        kind = text(root, "kind")
        for path in [("spec",)] if kind is not None and kind.text == "Pod" else _POD_SPECS:
            spec: Mapping | None = root
            for name in path:
                spec = mapping(spec, name) if spec is not None else None
            if spec is not None:
                yield Place(spec, template, _source(template), _MANIFEST, manifest)


def _patches(subject: WorkflowObject | Template) -> Iterator[Place]:
    for scalar in work_patches(subject):
        root = read_patch(scalar).root
        if root is not None:
            yield Place(root, subject, _source(subject), FIELD, scalar)


def _source(subject: WorkflowObject | Template) -> SourceFile:
    owner = subject.owner if isinstance(subject, Template) else subject
    return owner.document.source


HARMLESS_CAPABILITIES = frozenset(
    {
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE",
        "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    }
)  # fmt: skip
"""What the baseline of the Kubernetes pod security standards lets a container add."""


def added_capabilities(place: Place) -> Iterator[Scalar]:
    """The capabilities beyond the baseline that a container asks for."""
    security = place.security
    capabilities = mapping(security, "capabilities") if security is not None else None
    added = capabilities.get("add") if capabilities is not None else None
    for item in added.items if isinstance(added, Sequence) else ():
        if isinstance(item, Scalar) and place.is_written(item) and _is_beyond(item.text):
            yield item


def _is_beyond(said: str) -> bool:
    name = said.upper().removeprefix("CAP_")
    return bool(name) and name not in HARMLESS_CAPABILITIES
