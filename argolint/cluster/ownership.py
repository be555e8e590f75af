"""Whether an object is already as we want it, told from the object alone: no request is needed where this is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argolint.cluster.transport import MANAGER
from argolint.plan.operation import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.cluster.objects import Json

_NOT_OWNED = frozenset({"apiVersion", "kind"})
_IDENTITY = frozenset({"name", "namespace"})


def is_settled(wanted: Json, live: Json) -> bool:
    """Whether we own just the fields of `wanted`, and all of them have its values; False also where that is unclear."""
    owned = _owned(live)
    if owned is None:
        return False
    data = {name: value for name, value in wanted.items() if name not in _NOT_OWNED}
    data["metadata"] = {name: value for name, value in wanted["metadata"].items() if name not in _IDENTITY}
    if not data["metadata"]:
        del data["metadata"]
    return _same(owned, data, live)


def without_times(metadata: Mapping[str, Any]) -> str:
    """Who owns which fields, for comparing."""
    entries = metadata.get("managedFields") or ()
    return canonical(sorted(canonical({name: at[name] for name in at if name != "time"}) for at in entries))


def _owned(live: Json) -> Mapping[str, Any] | None:
    for entry in live["metadata"].get("managedFields") or ():
        if (entry.get("manager"), entry.get("operation")) == (MANAGER, "Apply") and not entry.get("subresource"):
            return entry.get("fieldsV1") if entry.get("apiVersion") == live.get("apiVersion") else None
    return None


def _same(owned: Mapping[str, Any], wanted: Any, live: Any) -> bool:
    """Walk the set of fields beside both values; it names a field `f:NAME`, and ends where a value is owned whole."""
    if not owned:
        return canonical(wanted) == canonical(live)
    if not isinstance(wanted, dict) or not isinstance(live, dict):
        return False
    fields = {name for name in owned if name != "."}
    if fields != {f"f:{name}" for name in wanted}:
        return False
    return all(name in live and _same(owned[f"f:{name}"], value, live[name]) for name, value in wanted.items())
