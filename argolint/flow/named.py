"""The lists in which each item needs a name of its own, and the form that the names must have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argolint.expressions.tags import DYNAMIC, OPEN, PLACEHOLDER
from argolint.flow.arguments import examined
from argolint.model import CallKind, Template, WorkflowObject
from argolint.model.build import mappings, text, value
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Artifact, Parameter, Values

LONGEST = 128

_WORD = re.compile(r"[-a-zA-Z0-9_]+")
_FIELD = re.compile(r"[a-zA-Z0-9][-a-zA-Z0-9]*")
_BLANKS = re.compile(r"(?<=\{\{)\s+|\s+(?=\}\})")
_PLACEHOLDER_FIELD = re.compile(rf"[a-zA-Z0-9{PLACEHOLDER}][-a-zA-Z0-9{PLACEHOLDER}]*")
_PLACEHOLDER_WORD = re.compile(rf"[-a-zA-Z0-9_{PLACEHOLDER}]+")


@dataclass(frozen=True, slots=True)
class Named:
    """One item of a list: its map, its name as written, and as Argo reads it when filled in."""

    node: Mapping
    name: Scalar | None
    filled: str

    @property
    def key(self) -> str:
        """What tells it from the others; a value known only when it runs stands for itself."""
        if self.name is None or PLACEHOLDER not in self.filled:
            return self.filled
        return _BLANKS.sub("", self.name.text)

    @property
    def dynamic(self) -> bool:
        """Whether an expression gives a part of the name."""
        return DYNAMIC in self.filled


@dataclass(frozen=True, slots=True)
class NameList:
    """A list whose items need distinct names; `what` is what messages call an item."""

    what: str
    items: tuple[Named, ...]
    values: bool
    """Whether the items are parameters or artifacts, whose names have a freer form."""
    tags: bool
    """Whether a value known only when it runs may stand in a name."""

    def fits(self, item: Named) -> bool:
        """Whether the name of an item has the form that Argo asks for."""
        if self.values:
            return (_PLACEHOLDER_WORD if self.tags else _WORD).fullmatch(item.filled) is not None
        pattern = _PLACEHOLDER_FIELD if self.tags else _FIELD
        return pattern.fullmatch(item.filled) is not None and len(item.filled.encode()) <= LONGEST


def name_lists(subject: WorkflowObject | Template, flow: ObjectFlow) -> Iterator[NameList]:
    """The lists of names that Argo looks at in an object, or in one template."""
    if isinstance(subject, WorkflowObject):
        yield from _values("argument", subject.arguments, None)
        yield NameList("template", _items(((t.node, t.name) for t in subject.templates), None), False, False)
        return
    yield from _values("input", subject.inputs, None)
    if not _plain(subject) and (subject.inline_of is None or flow.order.full(subject)):
        yield from _full(subject, flow)


def _plain(template: Template) -> bool:
    """Whether a template holds no list but that of its inputs, as most do."""
    return (
        not template.steps
        and not template.tasks
        and template.outputs.node is None
        and template.type != "containerSet"
    )


def _full(template: Template, flow: ObjectFlow) -> Iterator[NameList]:
    """The lists that Argo looks at when it checks a template in full."""
    filling = flow, template
    yield from _values("output", template.outputs, filling)
    if template.type == "containerSet" and isinstance(template.body, Mapping):
        containers = ((node, text(node, "name")) for node in mappings(template.body, "containers"))
        yield NameList("container", _items(containers, filling), False, flow.version < (3, 7))
    calls = template.calls()
    if calls:
        kind = calls[0].kind
        tags = flow.version != (3, 7) if kind is CallKind.STEP else flow.version < (3, 7)
        yield NameList(kind.value, _items(((call.node, call.name) for call in calls), filling), False, tags)
    for call in calls:
        if examined(call, flow):
            yield from _values("argument", call.arguments, filling)


def _values(place: str, values: Values, filling: tuple[ObjectFlow, Template] | None) -> Iterator[NameList]:
    lists: tuple[tuple[str, tuple[Parameter, ...] | tuple[Artifact, ...]], ...] = (
        ("parameter", values.parameters),
        ("artifact", values.artifacts),
    )
    for what, items in lists:
        if items:
            nodes = ((item.node, item.name) for item in items)
            yield NameList(f"{place} {what}", _items(nodes, filling), True, filling is not None)


def _items(
    nodes: Iterable[tuple[Mapping, Scalar | None]], filling: tuple[ObjectFlow, Template] | None
) -> tuple[Named, ...]:
    return tuple(
        Named(node, name, _filled(name, filling))
        for node, name in nodes
        if name is not None or not isinstance(value(node, "name"), Mapping)
    )


def _filled(name: Scalar | None, filling: tuple[ObjectFlow, Template] | None) -> str:
    if name is None:
        return ""
    if filling is None or OPEN not in name.text:
        return name.text
    flow, template = filling
    return flow.text(name, template)


def mend(name: str, names: NameList) -> str | None:
    """A name like a refused one that would be right, or None when nothing of it could stay."""
    spoilt = r"[^-a-zA-Z0-9_]+" if names.values else r"[^-a-zA-Z0-9]+"
    mended = re.sub(spoilt, "-", name.strip())[:LONGEST]
    return (mended if names.values else mended.strip("-")) or None


def owner_object(subject: WorkflowObject | Template) -> WorkflowObject:
    """The object that a template belongs to, or the object itself."""
    return subject if isinstance(subject, WorkflowObject) else subject.owner
