"""The containers of the pod that a template becomes."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from argolint.model.build import is_null, mapping, mappings, text
from argolint.model.views import head
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.model import Template, WorkflowObject
    from argolint.source import Span
    from argolint.syntax.nodes import Entry, Node, Scalar


class Role(StrEnum):
    """What a container is to its template; the values are the words of messages."""

    MAIN = "container"
    SCRIPT = "script"
    SET = "container set"
    MEMBER = "set container"
    SIDECAR = "sidecar"
    INIT = "init container"


_SINGLE = {"container": Role.MAIN, "script": Role.SCRIPT, "containerSet": Role.SET}
_LISTS = (("sidecars", Role.SIDECAR), ("initContainers", Role.INIT))

CONTAINER_FIELDS = (*_SINGLE, *(field for field, _ in _LISTS))
"""The fields of a template, or of the defaults of all, under which containers stand."""

_KEPT = 16
"""Many rules ask for the containers of one template before any asks for those of the next."""


class Container(NamedTuple):
    """A container as written; a containerSet counts as one too, for the mounts that its containers share."""

    node: Mapping
    role: Role
    owner: WorkflowObject
    template: Template | None
    """None for the defaults of all templates of an object."""

    @property
    def name(self) -> Scalar | None:
        """What names it."""
        return text(self.node, "name")

    @property
    def span(self) -> Span:
        """Its name, or where it stands."""
        name = self.name
        return name.span if name is not None else head(self.node)

    @property
    def title(self) -> str:
        """How messages call it, such as sidecar `proxy` of template `main`."""
        if self.template is None:
            return f"the default {self.role}"
        named = self.name if self.role not in (Role.MAIN, Role.SCRIPT, Role.SET) else None
        own = f"{self.role} `{named.text}`" if named is not None else f"the {self.role}"
        return f"{own} of {self.template.title}"

    @property
    def defaults(self) -> Mapping | None:
        """What `templateDefaults` of its object adds to it."""
        field = next((field for field, role in _SINGLE.items() if role is self.role), None)
        if field is None or self.template is None or self.owner.spec is None:
            return None
        defaults = mapping(self.owner.spec, "templateDefaults")
        return mapping(defaults, field) if defaults is not None else None

    def get(self, *path: str) -> Node | None:
        """The value at a path, from the container itself or else from the defaults; null is nothing."""
        found = _at(self.node, path)
        if found is None and (defaults := self.defaults) is not None:
            found = _at(defaults, path)
        return found

    def merged(self, *path: str) -> dict[str, Entry]:
        """The entries of the map at a path, those of the defaults included."""
        merged: dict[str, Entry] = {}
        for node in (self.defaults, self.node):
            found = _at(node, path) if node is not None else None
            if isinstance(found, Mapping):
                merged.update(found.entries)
        return merged


def _at(node: Node, path: tuple[str, ...]) -> Node | None:
    found: Node | None = node
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return None if found is None or is_null(found) else found


@lru_cache(_KEPT)
def containers_of(template: Template) -> tuple[Container, ...]:
    """The containers that a template describes, the main ones first."""
    return tuple(_containers_of(template))


def _containers_of(template: Template) -> Iterator[Container]:
    if not template.is_pod:
        return
    owner = template.owner
    body = template.bodies[0]
    role = _SINGLE.get(body.key.text)
    if role is not None and isinstance(body.value, Mapping):
        yield Container(body.value, role, owner, template)
        if role is Role.SET:
            for node in mappings(body.value, "containers"):
                yield Container(node, Role.MEMBER, owner, template)
    entries = template.node.entries
    for field, listed in _LISTS:
        if field in entries:
            for node in mappings(template.node, field):
                yield Container(node, listed, owner, template)


def default_containers(item: WorkflowObject) -> Iterator[Container]:
    """The containers that `templateDefaults` of an object describes."""
    defaults = mapping(item.spec, "templateDefaults") if item.spec is not None else None
    if defaults is not None:
        for field, role in _SINGLE.items():
            node = mapping(defaults, field)
            if node is not None:
                yield Container(node, role, item, None)
