"""Which volumes a pod may mount, and what mounts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.kubernetes.containers import Role, containers_of
from argolint.model.build import mapping, mappings, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.kubernetes.containers import Container
    from argolint.model import Template, WorkflowObject
    from argolint.syntax.nodes import Mapping, Scalar


ADDED_ALWAYS = frozenset({"tmp-dir-argo", "var-run-argo"})
"""The volumes that Argo adds to every pod."""

ARGOS_OWN = ADDED_ALWAYS | {"argo-staging", "input-artifacts"}
"""The volumes that Argo adds to a pod itself."""

_WITH_ITEMS = ("configMap", "downwardAPI", "secret")


class Mount(NamedTuple):
    """A volume mount of a container."""

    node: Mapping
    volume: Scalar
    container: Container


def mounts_of(container: Container) -> Iterator[Mount]:
    """The mounts of a container that name a volume."""
    if "volumeMounts" in container.node.entries:
        for node in mappings(container.node, "volumeMounts"):
            name = text(node, "name")
            if name is not None:
                yield Mount(node, name, container)


def template_mounts(template: Template) -> Iterator[Mount]:
    """All mounts for which Argo looks a volume up; those of single containers of a set it passes over."""
    for container in containers_of(template):
        if container.role is not Role.MEMBER:
            yield from mounts_of(container)


def workflow_volumes(spec: Mapping) -> Iterator[Scalar]:
    """The names of the volumes and volume claims of a workflow spec, in the order in which Argo looks."""
    for volume in mappings(spec, "volumes"):
        name = text(volume, "name")
        if name is not None:
            yield name
    for claim in mappings(spec, "volumeClaimTemplates"):
        metadata = mapping(claim, "metadata")
        name = text(metadata, "name") if metadata is not None else None
        if name is not None:
            yield name


def spec_volumes(item: WorkflowObject) -> Iterator[Scalar]:
    """The names of the volumes that an object's workflow spec brings for all its templates."""
    if item.spec is not None:
        yield from workflow_volumes(item.spec)
        defaults = mapping(item.spec, "templateDefaults")
        if defaults is not None:
            yield from workflow_volumes(defaults)


def template_volumes(template: Template) -> Iterator[Scalar]:
    """The names of the volumes of a template's own."""
    for volume in mappings(template.node, "volumes"):
        name = text(volume, "name")
        if name is not None:
            yield name


def leaves_its_volume(path: str) -> bool:
    """Whether a path within a volume is absolute or climbs out of it."""
    return path.startswith("/") or ".." in path.split("/")


def item_paths(volume: Mapping) -> Iterator[Scalar]:
    """The paths under which a volume lays out the keys of config maps and secrets."""
    projected = mapping(volume, "projected")
    holders = [volume, *(mappings(projected, "sources") if projected is not None else ())]
    for holder in holders:
        for kind in _WITH_ITEMS:
            source = mapping(holder, kind)
            for item in mappings(source, "items") if source is not None else ():
                path = text(item, "path")
                if path is not None:
                    yield path
