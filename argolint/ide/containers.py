"""The names within pods: containers, and the volumes that they mount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.ide.fields import fields
from argolint.ide.scopes import object_scope, template_scope
from argolint.ide.symbols import SymbolKind
from argolint.kubernetes.containers import Role as ContainerRole
from argolint.kubernetes.containers import containers_of, default_containers
from argolint.kubernetes.volumes import mounts_of, template_volumes
from argolint.model.build import mappings, sequence, text
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.ide.found import Found
    from argolint.ide.symbols import Scope
    from argolint.kubernetes.containers import Container
    from argolint.model import Template, WorkflowObject
    from argolint.syntax.nodes import Mapping

_CONTAINER_NAME = "containerName"
_NAMED = frozenset({ContainerRole.MEMBER, ContainerRole.SIDECAR, ContainerRole.INIT})


def container_names(template: Template, found: Found) -> None:
    """The containers and volumes of a template, and what refers to them."""
    scope = template_scope(template)
    own = [volume.text for volume in template_volumes(template)]
    for volume in template_volumes(template):
        found.declare(SymbolKind.VOLUME, volume, scope)
    for container in containers_of(template):
        if container.role in _NAMED:
            found.declare(SymbolKind.CONTAINER, container.name, scope)
        waits_for = sequence(container.node, "dependencies")
        for name in waits_for.items if waits_for is not None else ():
            if isinstance(name, Scalar):
                found.refer(SymbolKind.CONTAINER, name, scope)
        for volume in _used_volumes(container):
            holder = scope if volume.text in own else object_scope(template.owner)
            found.refer(SymbolKind.VOLUME, volume, holder)
    _resource_fields(template, scope, found)
    _patch(template.node, object_scope(template.owner), found)


def _used_volumes(container: Container) -> Iterator[Scalar]:
    """The names of volumes that a container mounts, as files or as devices."""
    yield from (mount.volume for mount in mounts_of(container))
    if "volumeDevices" in container.node.entries:
        for device in mappings(container.node, "volumeDevices"):
            name = text(device, "name")
            if name is not None:
                yield name


def _resource_fields(template: Template, scope: Scope, found: Found) -> None:
    """Environments and volumes may hold limits of a container that they name."""
    node, source = template.node, template.owner.document.source
    if source.text.find(_CONTAINER_NAME, node.start, node.end) >= 0:
        for field in fields(node, ""):
            if field.name == _CONTAINER_NAME:
                found.refer(SymbolKind.CONTAINER, field.scalar, scope)


def default_names(item: WorkflowObject, found: Found) -> None:
    """What the defaults of an object's templates mount, and what its patch of all pods may name."""
    scope = object_scope(item)
    for container in default_containers(item):
        for volume in _used_volumes(container):
            found.refer(SymbolKind.VOLUME, volume, scope)
    if item.spec is not None:
        _patch(item.spec, scope, found)


def _patch(holder: Mapping, scope: Scope, found: Found) -> None:
    """A patch may name containers and volumes somewhere in its text."""
    patch = text(holder, "podSpecPatch")
    if patch is not None:
        for kind in (SymbolKind.CONTAINER, SymbolKind.VOLUME):
            found.open(kind, scope, patch, patch.text)
