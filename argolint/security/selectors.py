"""Where a manifest names Secrets, so that a parameter which is read there is a name and no credential."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.syntax.nodes import Node

_SELECTOR: Final = ("secret", "secretkeyref", "secretref", "secretname")


def names_secret(parameter: str, node: Node) -> bool:
    """Whether a parameter (`inputs.parameters.x`) gives a part of what selects a Secret below a node."""
    return any(parameter in text for text in _selecting(node))


def _selecting(node: Node) -> Iterator[str]:
    """The texts with tags below keys such as `secretKeyRef` and `passwordSecret`."""
    queue = [(node, False)]
    while queue:
        at, inside = queue.pop()
        if isinstance(at, Mapping):
            queue.extend(
                (entry.value, inside or name.lower().endswith(_SELECTOR)) for name, entry in at.entries.items()
            )
        elif isinstance(at, Sequence):
            queue.extend((item, inside) for item in at.items)
        elif inside and isinstance(at, Scalar) and "{{" in at.text:
            yield at.text
