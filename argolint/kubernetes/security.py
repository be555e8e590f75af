"""What counts for a container's security: its own context first, then the pod's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model.build import mapping, scalar
from argolint.syntax.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.kubernetes.containers import Container
    from argolint.syntax.nodes import Mapping

_FIELD = "securityContext"
_OUTER = frozenset({_FIELD, "templateDefaults"})


def is_bare(container: Container) -> bool:
    """Whether nobody sets any security context for a container, cheaply told."""
    spec, template = container.owner.spec, container.template
    return (
        _FIELD not in container.node.entries
        and (template is None or _FIELD not in template.node.entries)
        and (spec is None or spec.entries.keys().isdisjoint(_OUTER))
    )


def setting(container: Container, name: str) -> Scalar | None:
    """What a setting of the security context comes to for a container, wherever it is written."""
    own = container.get(_FIELD, name)
    if own is not None:
        return own if isinstance(own, Scalar) else None
    return next((found for at in _of_pod(container) if (found := scalar(at, name)) is not None), None)


def listed(container: Container, *path: str) -> Iterator[Scalar]:
    """The texts of a list in a container's own security context."""
    found = container.get(_FIELD, *path)
    for item in found.items if isinstance(found, Sequence) else ():
        if isinstance(item, Scalar):
            yield item


def _of_pod(container: Container) -> list[Mapping]:
    """The pod's security contexts: the template's, with its defaults, replaces that of the whole workflow."""
    spec, template = container.owner.spec, container.template
    if spec is None or template is None:
        return []
    defaults = mapping(spec, "templateDefaults")
    holders = (template.node, defaults) if defaults is not None else (template.node,)
    found = [at for holder in holders if (at := mapping(holder, _FIELD)) is not None]
    if found:
        return found
    general = mapping(spec, _FIELD)
    return [general] if general is not None else []
