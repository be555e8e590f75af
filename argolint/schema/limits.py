"""What tables forbid beyond types: choices, ranges, lengths; missing, exclusive and deprecated fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.nearest import closest
from argolint.schema.problems import (
    DeprecatedField,
    ExclusiveFields,
    InvalidChoice,
    MissingField,
    OutOfRange,
    WrongLength,
)
from argolint.syntax.nodes import Mapping, Scalar, Sequence
from argolint.syntax.scalars import ScalarKind, integer_value, kind

if TYPE_CHECKING:
    from argolint.schema.tables import Limit, Struct, Type
    from argolint.schema.walk import Walk
    from argolint.syntax.nodes import Node


def check_value(walk: Walk, node: Node, type_: Type) -> None:
    """Hold a value of the right type against its limit; what a tag becomes is not known, so it passes."""
    limit = type_.limit
    assert limit is not None
    if isinstance(node, Sequence):
        _check_length(walk, node, limit)
    elif isinstance(node, Scalar):
        if limit.choice is not None:
            _check_choice(walk, node, limit, limit.choice)
        else:
            _check_range(walk, node, limit)


def _check_choice(walk: Walk, scalar: Scalar, limit: Limit, allowed: tuple[str, ...]) -> None:
    text = scalar.text
    if text in allowed or not text or "{{" in text or kind(scalar) is ScalarKind.NULL:
        return
    near = closest(text, allowed)
    path = walk.places.path(scalar)
    # Words are added over time, but none that differs from another one by its case or a letter.
    certain = limit.certain or (near is not None and not limit.runs)
    walk.add(InvalidChoice(scalar, _field(path), allowed, near, path, certain), scalar)


def _check_range(walk: Walk, scalar: Scalar, limit: Limit) -> None:
    value = integer_value(scalar)
    least, most = limit.least, limit.most
    if value is None or ((least is None or value >= least) and (most is None or value <= most)):
        return
    path = walk.places.path(scalar)
    walk.add(OutOfRange(scalar, _field(path), value, least, most, path, limit.certain), scalar)


def _check_length(walk: Walk, sequence: Sequence, limit: Limit) -> None:
    count, least, most = len(sequence.items), limit.least, limit.most
    if (least is not None and count < least) or (most is not None and count > most):
        path = walk.places.path(sequence)
        walk.add(WrongLength(sequence, _field(path), count, least, most, path, limit.certain), sequence)


def check_struct(walk: Walk, mapping: Mapping, struct: Struct) -> None:
    """Hold the fields of a map against each other."""
    entries = mapping.entries
    for name, certain in struct.required:
        if (name not in entries or is_null(entries[name].value)) and not _misspelt(walk, mapping, struct, name):
            places = walk.places
            walk.add(
                MissingField(mapping, name, places.owner(mapping), places.path(mapping), certain),
                mapping,
                name,
            )
    for group, certain in struct.exclusive:
        keys = tuple(entry.key for name, entry in entries.items() if name in group and _given(entry.value))
        if len(keys) > 1:
            places = walk.places
            walk.add(ExclusiveFields(keys, places.owner(mapping), places.path(mapping), certain), mapping, group[0])
    for name, replacement in struct.deprecated.items():
        if name in entries and not is_null(entries[name].value):
            key = entries[name].key
            walk.add(DeprecatedField(key, walk.places.owner(mapping), replacement, mapping), key)


def _misspelt(walk: Walk, mapping: Mapping, struct: Struct, name: str) -> bool:
    """Whether a field is there under a wrong or former name, which is told already."""
    fields = walk.tables.fields(struct)
    for key in mapping.entries:
        if key not in fields:
            former = walk.tables.other_versions(struct.name, key)
            if closest(key, fields) == name or (former is not None and former.replaced_by == name):
                return True
    return False


def _given(node: Node) -> bool:
    return not isinstance(node, Scalar) or bool(node.text and kind(node) is not ScalarKind.NULL)


def is_null(node: Node) -> bool:
    """Whether a node is a null, which counts as not given."""
    return isinstance(node, Scalar) and kind(node) is ScalarKind.NULL


def _field(path: str) -> str:
    return path.rsplit(".", 1)[-1].partition("[")[0]
