"""The lists in which each item needs a name of its own, and the form that the names must have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import DYNAMIC, OPEN, PLACEHOLDER
from argolint.model import CallKind, Template, Values, WorkflowObject
from argolint.model.build import mappings, text, value
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow

    Filling = tuple[ObjectFlow, Template]
    Nodes = list[tuple[Mapping, Scalar | None]]

LONGEST = 128
NAME_HOLDERS = ("arguments", "templates", "inputs", "outputs", "containerSet", "steps", "dag")
"""The fields of objects and templates below which such lists stand."""

_WORD = lazy_pattern(r"[-a-zA-Z0-9_]+")
_FIELD = lazy_pattern(rf"[a-zA-Z0-9][-a-zA-Z0-9]{{0,{LONGEST - 1}}}")
_SENTINEL = "x"
_BLANKS = lazy_pattern(r"(?<=\{\{)\s+|\s+(?=\}\})")


class Named(NamedTuple):
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


class NameList(NamedTuple):
    """A list whose items need distinct names; `what` is what messages call an item."""

    what: str
    items: tuple[Named, ...]
    values: bool
    """Whether the items are parameters or artifacts, whose names have a freer form."""
    tags: bool
    """Whether a value known only when it runs may stand in a name."""

    def fits(self, item: Named) -> bool:
        """Whether the name of an item has the form that Argo asks for."""
        filled = item.filled.replace(PLACEHOLDER, _SENTINEL) if self.tags else item.filled
        return (_WORD if self.values else _FIELD).fullmatch(filled) is not None


def doubtful_names(subject: WorkflowObject | Template, flow: ObjectFlow) -> Iterator[NameList]:
    """The lists of names that Argo looks at in an object or one template, if they are not plainly right."""
    if isinstance(subject, WorkflowObject):
        merged = subject.workflow_template_ref is not None
        yield from _values("argument", _merged(subject.arguments) if merged else subject.arguments, None)
        yield from _list("template", [(at.node, at.name) for at in subject.templates], None, tags=False)
        return
    yield from _values("input", subject.inputs, None)
    if subject.inline_of is None or flow.order.full(subject):
        yield from _full(subject, flow)


def _merged(values: Values) -> Values:
    """Arguments beside `workflowTemplateRef`: Argo merges them by name, so that one given twice passes."""
    parameters = {at.name.text if at.name is not None else f"#{n}": at for n, at in enumerate(values.parameters)}
    artifacts = {at.name.text if at.name is not None else f"#{n}": at for n, at in enumerate(values.artifacts)}
    return Values(values.node, tuple(parameters.values()), tuple(artifacts.values()))


def _full(template: Template, flow: ObjectFlow) -> Iterator[NameList]:
    """The lists that Argo looks at when it checks a template in full."""
    filling = flow, template
    yield from _values("output", template.outputs, filling)
    if template.type == "containerSet" and isinstance(template.body, Mapping):
        containers = [(node, text(node, "name")) for node in mappings(template.body, "containers")]
        yield from _list("container", containers, filling, tags=flow.version < (3, 7))
    calls = template.calls()
    if calls:
        kind = calls[0].kind
        tags = flow.version != (3, 7) if kind is CallKind.STEP else flow.version < (3, 7)
        yield from _list(kind.value, [(call.node, call.name) for call in calls], filling, tags=tags)
    for call in calls:
        if call.arguments.node is not None:
            yield from _values("argument", call.arguments, filling)


def _values(place: str, values: Values, filling: Filling | None) -> Iterator[NameList]:
    for what, items in (("parameter", values.parameters), ("artifact", values.artifacts)):
        if items:
            nodes = [(item.node, item.name) for item in items]
            yield from _list(f"{place} {what}", nodes, filling, tags=filling is not None, values=True)


def _list(what: str, nodes: Nodes, filling: Filling | None, *, tags: bool, values: bool = False) -> Iterator[NameList]:
    if not _plainly_right(nodes, _WORD if values else _FIELD):
        yield NameList(what, tuple(_items(nodes, filling)), values, tags)


def _plainly_right(nodes: Nodes, form: re.Pattern[str]) -> bool:
    names: set[str] = set()
    for _, name in nodes:
        if name is None or form.fullmatch(name.text) is None:
            return False
        names.add(name.text)
    return len(names) == len(nodes)


def _items(nodes: Nodes, filling: Filling | None) -> Iterator[Named]:
    for node, name in nodes:
        if name is not None:
            yield Named(node, name, _filled(name, filling))
        elif not isinstance(value(node, "name"), Mapping | Sequence):
            yield Named(node, None, "")


def _filled(name: Scalar, filling: Filling | None) -> str:
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
