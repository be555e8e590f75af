"""Where a misplaced field would be at home: one level deeper, or further out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.schema.tables import LIMITED

if TYPE_CHECKING:
    from argolint.schema.places import Holder
    from argolint.schema.tables import Struct, Tables

# It takes whatever a template takes, which is rarely what was meant.
_DEFAULTS = "templateDefaults"


def home(name: str, holders: list[Holder], tables: Tables) -> str | None:
    """The place in words where a field of this name exists, seen from the last holder, if one is plain."""
    owner = holders[-1]
    inside = [field for field, struct in _children(owner.struct, tables) if name in tables.fields(struct)]
    present = [field for field in inside if field in owner.mapping.entries]
    if present:
        return f"under `{present[0]}`"
    for holder in reversed(holders[:-1]):
        if name in tables.fields(holder.struct):
            return f"in {holder.describe()}"
    inside = [field for field in inside if field != _DEFAULTS]
    return f"under `{inside[0]}`" if len(inside) == 1 else None


def _children(struct: Struct, tables: Tables) -> list[tuple[str, Struct]]:
    found = []
    for field, type_ in tables.fields(struct).items():
        inner = type_.inner if type_.code == LIMITED else type_
        if inner is not None and inner.struct is not None:
            found.append((field, inner.struct))
    return found
