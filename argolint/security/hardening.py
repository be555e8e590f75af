"""What holds for a container in the end, once its pod, its workflow and the defaults have been heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.kubernetes.containers import Role, containers_of
from argolint.model.build import mapping, scalar, text
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.kubernetes.containers import Container
    from argolint.model import Template
    from argolint.syntax.nodes import Mapping

_CONTEXT = "securityContext"


def main_containers(template: Template) -> Iterator[Container]:
    """The containers that run programs of the user's, unless a patch may change what holds for them."""
    if text(template.node, "podSpecPatch") is not None:
        return
    spec = template.owner.spec
    if spec is not None and text(spec, "podSpecPatch") is not None:
        return
    for container in containers_of(template):
        if container.role is not Role.SET:
            yield container


def effective(container: Container, field: str) -> str | None:
    """The value of a field of the security context: the container's own, else the pod's."""
    own = container.get(_CONTEXT, field)
    if isinstance(own, Scalar):
        return own.text
    for holder in _holders(container):
        context = mapping(holder, _CONTEXT)
        given = scalar(context, field) if context is not None else None
        if given is not None:
            return given.text
    return None


def _holders(container: Container) -> Iterator[Mapping]:
    if container.template is not None:
        yield container.template.node
    spec = container.owner.spec
    if spec is not None:
        defaults = mapping(spec, "templateDefaults")
        if defaults is not None:
            yield defaults
        yield spec
