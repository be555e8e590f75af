"""Where a node stands: its path, the structs around it, and how a message names its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.schema.tables import LIMITED, LIST, MAP
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.schema.tables import Struct, Tables, Type
    from argolint.syntax.nodes import Node

_NOUNS: Final = {
    "Artifact": "artifact",
    "ContainerNode": "container",
    "ContainerPort": "port",
    "DAGTask": "task",
    "EnvVar": "env variable",
    "HTTPHeader": "header",
    "Mutex": "mutex",
    "Parameter": "parameter",
    "ProbeHeader": "header",
    "Prometheus": "metric",
    "Template": "template",
    "UserContainer": "container",
    "Volume": "volume",
    "VolumeMount": "volume mount",
    "WorkflowStep": "step",
}
_LANDMARKS: Final = ("Template", "DAGTask", "WorkflowStep")


class Holder(NamedTuple):
    """A map that is read as a struct, and under what key or as which item it stands."""

    mapping: Mapping
    struct: Struct
    field: str
    item: bool

    def describe(self) -> str:
        """The holder in words, without what is around it."""
        if not self.field:
            return f"the {self.struct.name}"
        noun = _NOUNS.get(self.struct.name)
        if noun is None or not (self.item or self.struct.name in _LANDMARKS):
            return f"an item of `{self.field}`" if self.item else f"`{self.field}`"
        name = self.mapping.get("name")
        if isinstance(name, Scalar) and name.text:
            return f"{noun} `{name.text}`"
        return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


class Places:
    """The parents of all nodes of one document; where an alias shares a node, its first place counts."""

    def __init__(self, root: Mapping, kind: Struct, tables: Tables) -> None:
        self._root = root
        self._kind = kind
        self._tables = tables
        self._parents: dict[int, tuple[Node, str | int]] = {}
        self._index()

    def path(self, node: Node) -> str:
        """The path of a node, such as `spec.templates[0].container`; empty for the root."""
        text = ""
        for label in self.labels(node):
            text += f"[{label}]" if isinstance(label, int) else f".{label}" if text else label
        return text

    def holders(self, node: Node) -> list[Holder]:
        """The structs from the document's root to a node, itself included when it is one."""
        found = [Holder(self._root, self._kind, "", item=False)]
        place: Node = self._root
        type_: Type | None = None
        field = ""
        for label in self.labels(node):
            type_ = type_.inner if type_ else self._tables.fields(found[-1].struct).get(str(label))
            while type_ is not None and type_.code == LIMITED:
                type_ = type_.inner
            field = label if isinstance(label, str) else field
            place = _child(place, label)
            if type_ is None:
                break
            if type_.code not in (LIST, MAP):
                if type_.struct is None or not isinstance(place, Mapping):
                    break
                found.append(Holder(place, type_.struct, field, isinstance(label, int)))
                type_ = None
        return found

    def owner(self, node: Node) -> str:
        """The words for the struct at or around a node."""
        *around, last = self.holders(node)
        words = last.describe()
        if last.struct.name == "Template" and last.item:
            return words
        for holder in reversed(around):
            if holder.struct.name in _LANDMARKS:
                return f"{words} of {holder.describe()}"
        return words

    def labels(self, node: Node) -> tuple[str | int, ...]:
        """The keys and indices that lead from the root to a node."""
        labels: list[str | int] = []
        while node is not self._root:
            node, label = self._parents[id(node)]
            labels.append(label)
        return tuple(labels[::-1])

    def _index(self) -> None:
        parents = self._parents
        waiting: list[Node] = [self._root]
        while waiting:
            node = waiting.pop()
            for label, child in _children(node):
                if id(child) not in parents:
                    parents[id(child)] = (node, label)
                    waiting.append(child)


def _children(node: Node) -> Iterable[tuple[str | int, Node]]:
    if isinstance(node, Mapping):
        return [(name, entry.value) for name, entry in node.entries.items()]
    return enumerate(node.items) if isinstance(node, Sequence) else ()


def _child(node: Node, label: str | int) -> Node:
    if isinstance(node, Mapping):
        return node.entries[str(label)].value
    assert isinstance(node, Sequence)
    return node.items[int(label)]
