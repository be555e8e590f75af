"""See `rules/path-collision.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.comparing import comparable
from argolint.kubernetes.containers import Container, Role
from argolint.model.build import mappings, text
from argolint.model.parts import body_of
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.model import Artifact, Template
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar

_MAIN = "main"


@rule(on=Container, group="types", since="0.1")
def path_collision(container: Container, cx: Context) -> Findings:
    """Two volumes, or a volume and an input artifact, of one container have the same path."""
    template = container.template
    if template is None:
        return
    for paths in _groups(container, template):
        if len(paths) < 2:
            continue
        flow = cx.flow(template.owner)
        first: dict[str, Scalar] = {}
        for path in paths:
            before = first.setdefault(comparable(path, template, flow), path)
            if before is not path and cx.examined(template) and _is_own(path, container):
                yield finding(
                    path.span,
                    f"`{path.text}` is taken already: two volumes or artifacts cannot have one path",
                    labels=[note(before.span, "taken here")],
                    help="give one of them another path",
                )


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
        return [inherited + mounts, needed if is_main else []]
    return [mounts]


def _artifacts(template: Template) -> list[Artifact]:
    """The input artifacts, each name once: a second one of the name is told as such."""
    unlike: dict[str | None, Artifact] = {}
    for artifact in template.inputs.artifacts:
        unlike.setdefault(artifact.name.text if artifact.name is not None else None, artifact)
    return list(unlike.values())


def _mount_paths(node: Mapping) -> list[Scalar]:
    if "volumeMounts" not in node.entries:
        return []
    return [
        path for mount in mappings(node, "volumeMounts") if (path := text(mount, "mountPath")) is not None
    ]


def _is_own(path: Scalar, container: Container) -> bool:
    """Whether a path is not one that the set shares, which is told at the set."""
    if container.role is not Role.MEMBER or container.template is None:
        return True
    shared = body_of(container.template, "containerSet")
    return shared is None or all(path is not at for at in _mount_paths(shared))
