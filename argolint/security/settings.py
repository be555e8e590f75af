"""Where a manifest says how much of the node a pod may touch: pods and containers as written, patches included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argolint.kubernetes.containers import containers_of, default_containers
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, mappings, text
from argolint.scripts.masking import masked
from argolint.source import SourceFile, Span
from argolint.syntax import parse
from argolint.syntax.nodes import Mapping, Scalar, Sequence
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.syntax.nodes import Node


@dataclass(frozen=True, slots=True)
class Place:
    """A map with the fields of a pod or of a container, and how messages call it."""

    node: Mapping
    title: str
    source: SourceFile
    patch: Scalar | None = None
    """The text that holds it, when it stands in a patch."""

    def span(self, node: Node) -> Span:
        """Where a part of it stands in the file."""
        if self.patch is None:
            return Span(node.start, node.end)
        return locate(self.source, self.patch, node.start, node.end)

    @property
    def security(self) -> Mapping | None:
        """Its security context."""
        return mapping(self.node, "securityContext")


_PATCHED = ("containers", "initContainers", "ephemeralContainers")


def containers(subject: WorkflowObject | Template) -> Iterator[Place]:
    """The containers of a template, or those of an object's defaults, and of their patches."""
    written = containers_of(subject) if isinstance(subject, Template) else default_containers(subject)
    source = _source(subject)
    for container in written:
        yield Place(container.node, container.title, source)
    for patch in _patches(subject):
        for field in _PATCHED:
            for node in mappings(patch.node, field):
                yield Place(node, patch.title, source, patch.patch)


def pods(subject: WorkflowObject | Template) -> Iterator[Place]:
    """The maps in which a template or an object gives fields of its pods."""
    source = _source(subject)
    if isinstance(subject, Template):
        yield Place(subject.node, subject.title, source)
    elif subject.spec is not None:
        yield Place(subject.spec, subject.title, source)
        defaults = mapping(subject.spec, "templateDefaults")
        if defaults is not None:
            yield Place(defaults, f"`templateDefaults` of {subject.title}", source)
    yield from _patches(subject)


def _patches(subject: WorkflowObject | Template) -> Iterator[Place]:
    holders = [subject.node] if isinstance(subject, Template) else _spec_and_defaults(subject)
    for holder in holders:
        patch = text(holder, "podSpecPatch")
        if patch is not None:
            root = _parsed(patch)
            if root is not None:
                yield Place(root, f"`podSpecPatch` of {subject.title}", _source(subject), patch)


def _spec_and_defaults(item: WorkflowObject) -> list[Mapping]:
    if item.spec is None:
        return []
    defaults = mapping(item.spec, "templateDefaults")
    return [item.spec] if defaults is None else [item.spec, defaults]


def _parsed(patch: Scalar) -> Mapping | None:
    documents = parse(SourceFile("", masked(patch.text).text))
    root = documents[0].root if len(documents) == 1 else None
    return root if isinstance(root, Mapping) else None


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
        if isinstance(item, Scalar) and _is_capability(item.text):
            yield item


def _is_capability(said: str) -> bool:
    name = said.upper().removeprefix("CAP_")
    return "{{" not in said and bool(name) and name not in HARMLESS_CAPABILITIES
