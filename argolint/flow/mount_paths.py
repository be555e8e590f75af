"""Paths of a container that are taken twice: by volumes, or by a volume and an input artifact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.comparing import comparable
from argolint.kubernetes.containers import Container, Role
from argolint.model.build import mappings, text
from argolint.model.parts import body_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Artifact, Template
    from argolint.syntax.nodes import Mapping, Scalar

_MAIN = "main"


class Collision(NamedTuple):
    """A path that is taken, and where it was taken first."""

    path: Scalar
    before: Scalar


ARGO_LOOKS_AT = (Role.MAIN, Role.SET)
"""The containers whose paths Argo itself compares; those of others Kubernetes refuses."""


def collisions(container: Container, flow: ObjectFlow) -> Iterator[Collision]:
    """The paths of a container that are taken already."""
    template = container.template
    if template is None:
        return
    for paths in _groups(container, template):
        if len(paths) < 2:
            continue
        first: dict[str, Scalar] = {}
        for path in paths:
            before = first.setdefault(comparable(path, template, flow), path)
            if before is not path and _is_own(path, container):
                yield Collision(path, before)


def _groups(container: Container, template: Template) -> list[list[Scalar]]:
    """The paths that must differ; only in a `container` may no artifact lie where a volume is mounted."""
    mounts = _mount_paths(container.node)
    if container.role is Role.MAIN:
        return [mounts + [at.path for at in _artifacts(template) if at.path is not None]]
    needed = [at.path for at in _artifacts(template) if at.path is not None and not at.optional]
    if container.role is Role.SCRIPT:
        return [mounts, needed]
    if container.role is Role.MEMBER:
        shared = body_of(template, "containerSet")
        inherited = _mount_paths(shared) if shared is not None and mounts else []
        is_main = container.name is not None and container.name.text == _MAIN
        beside = _beside(needed, _mount_paths(shared)) if shared is not None and is_main else []
        return [inherited + mounts, needed if is_main else [], mounts + beside]
    return [mounts]


def _beside(paths: list[Scalar], volumes: list[Scalar]) -> list[Scalar]:
    """The paths of artifacts that get a mount of their own, because no volume of the whole set lies there."""
    taken = [volume.text.rstrip("/") for volume in volumes]
    return [path for path in paths if not any(path.text == at or path.text.startswith(f"{at}/") for at in taken)]


def _artifacts(template: Template) -> list[Artifact]:
    """The input artifacts, each name once: a second one of the name is told as such."""
    unlike: dict[str | None, Artifact] = {}
    for artifact in template.inputs.artifacts:
        unlike.setdefault(artifact.name.text if artifact.name is not None else None, artifact)
    return list(unlike.values())


def _mount_paths(node: Mapping) -> list[Scalar]:
    if "volumeMounts" not in node.entries:
        return []
    return [path for mount in mappings(node, "volumeMounts") if (path := text(mount, "mountPath")) is not None]


def _is_own(path: Scalar, container: Container) -> bool:
    """Whether a path is not one that the set shares, which is told at the set."""
    if container.role is not Role.MEMBER or container.template is None:
        return True
    shared = body_of(container.template, "containerSet")
    return shared is None or all(path is not at for at in _mount_paths(shared))
