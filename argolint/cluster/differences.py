"""Two states of an object, field by field."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.plan.operation import canonical, field_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.cluster.objects import Json

_OF_SERVER: Final = frozenset(
    {"creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"}
)  # fmt: skip


class Edit(StrEnum):
    """What becomes of a field."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


class FieldChange(NamedTuple):
    """A field that differs; the value that there is not is None."""

    edit: Edit
    path: str
    before: Any
    after: Any


def differences(before: Json, after: Json) -> tuple[FieldChange, ...]:
    """What differs between two states of an object, without what a server alone writes; in order of place."""
    return tuple(_map("", _essential(before), _essential(after)))


def _essential(item: Json) -> Json:
    metadata = {name: value for name, value in item["metadata"].items() if name not in _OF_SERVER}
    return {**{name: value for name, value in item.items() if name != "status"}, "metadata": metadata}


def _value(path: str, before: Any, after: Any) -> Iterator[FieldChange]:
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _map(path, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _list(path, before, after)
    elif canonical(before) != canonical(after):
        yield FieldChange(Edit.CHANGE, path, before, after)


def _map(path: str, before: Json, after: Json) -> Iterator[FieldChange]:
    for name, value in after.items():
        below = field_path(path, name)
        if name in before:
            yield from _value(below, before[name], value)
        else:
            yield FieldChange(Edit.ADD, below, None, value)
    for name, value in before.items():
        if name not in after:
            yield FieldChange(Edit.REMOVE, field_path(path, name), value, None)


def _list(path: str, before: list[Any], after: list[Any]) -> Iterator[FieldChange]:
    """Items are the same by name, if all have one and their order stays; else by place."""
    old, new = _names(before), _names(after)
    if old is None or new is None or [at for at in old if at in new] != [at for at in new if at in old]:
        old, new = [str(at) for at in range(len(before))], [str(at) for at in range(len(after))]
    known = dict(zip(old, before, strict=True))
    for index, (name, value) in enumerate(zip(new, after, strict=True)):
        below = f"{path}[{index}]"
        if name in known:
            yield from _value(below, known[name], value)
        else:
            yield FieldChange(Edit.ADD, below, None, value)
    for index, (name, value) in enumerate(zip(old, before, strict=True)):
        if name not in new:
            yield FieldChange(Edit.REMOVE, f"{path}[{index}]", value, None)


def _names(items: list[Any]) -> list[str] | None:
    names = [at.get("name") if isinstance(at, dict) else None for at in items]
    texts = [name for name in names if isinstance(name, str)]
    return texts if len(set(texts)) == len(items) else None
