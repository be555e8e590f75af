"""The tables of an Argo version as structural schemas, for the definitions of its kinds on an API server."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

VERSION: Final = "4.0"
"""The version of the controller that the tests run."""

_TABLES: Final = Path(__file__).parents[2] / "schemas" / f"argo-{VERSION}.json"
_OPEN: Final = {"x-kubernetes-preserve-unknown-fields": True}
_OPEN_MAP: Final = {"type": "object", **_OPEN}
_SCALARS: Final = {
    "s": {"type": "string"},
    "T": {"type": "string"},
    "B": {"type": "string"},
    "b": {"type": "boolean"},
    "i": {"type": "integer", "format": "int64"},
    "u": {"type": "integer", "format": "int64"},
    "w": {"type": "integer", "format": "int32"},
    "I": {"x-kubernetes-int-or-string": True},
    "Q": {"x-kubernetes-int-or-string": True},
    "A": _OPEN,
    "P": _OPEN,
    "*": _OPEN,
}
"""Types of one value. What takes more than one of them is open, but for whole numbers beside text."""


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of a kind: closed wherever the table is, open where a struct holds itself, and in the status."""
    tables = _tables()
    if kind not in tables["kinds"]:
        return _OPEN_MAP
    fields = {name: _schema(code, (kind,)) for name, code in tables["structs"][kind].items()}
    fields["metadata"] = {"type": "object"}  # the server knows it itself
    if "status" in fields:
        fields["status"] = _OPEN_MAP
    return {"type": "object", "properties": fields}


@cache
def _tables() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_TABLES.read_text(encoding="utf-8"))
    return found


def _schema(code: str, around: tuple[str, ...]) -> dict[str, Any]:
    """The schema of a type code within some structs."""
    match code[0], code[1:]:
        case "[", inner:
            return {"type": "array", "items": _schema(inner, around)}
        case "{", inner:
            return {"type": "object", "additionalProperties": _schema(inner, around)}
        case "@", name if name in around:
            return _OPEN_MAP
        case "@", name:
            fields = _tables()["structs"][name].items()
            properties = {field: _schema(inner, (*around, name)) for field, inner in fields}
            return {"type": "object", "properties": properties} if properties else _OPEN_MAP
    return _SCALARS[code]
