"""The containers of a template, whatever its type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argolint.model.build import mapping, mappings, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.syntax.nodes import Mapping, Scalar


@dataclass(frozen=True, slots=True)
class Container:
    """A container that a pod of a template runs; `kind` is the field that holds it."""

    kind: str
    node: Mapping
    name: Scalar | None

    @property
    def title(self) -> str:
        """How messages call it."""
        what = _WORDS[self.kind]
        return f"{what} `{self.name.text}`" if self.name is not None else f"the {what}"


_MAIN = ("container", "script")
_BESIDE = ("initContainers", "sidecars")
_WORDS = {
    "container": "container", "script": "script", "containers": "container",
    "initContainers": "init container", "sidecars": "sidecar",
}  # fmt: skip


def containers_in(template: Mapping) -> Iterator[Container]:
    """The containers in the map of a template, or in `templateDefaults`, which has the same fields."""
    for kind in _MAIN:
        node = mapping(template, kind)
        if node is not None:
            yield Container(kind, node, text(node, "name"))
    group = mapping(template, "containerSet")
    if group is not None:
        yield from _listed(group, "containers")
    for kind in _BESIDE:
        yield from _listed(template, kind)


def _listed(parent: Mapping, kind: str) -> Iterator[Container]:
    for node in mappings(parent, kind):
        yield Container(kind, node, text(node, "name"))
