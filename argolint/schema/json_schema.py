"""The tables of a version as a JSON Schema, for editors that check YAML by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.schema import tables

if TYPE_CHECKING:
    from argolint.schema.tables import Struct, Tables, Type
    from argolint.schema.versions import Version

_GROUP: Final = "argoproj.io/v1alpha1"
_TEXT: Final = {"type": ["string", "null"]}
_OF_CODE: Final[dict[int, dict[str, Any]]] = {
    tables.TEXT: _TEXT,
    tables.BOOLEAN: {"type": ["boolean", "null"]},
    tables.INTEGER: {"type": ["integer", "null"]},
    tables.NARROW: {"type": ["integer", "null"], "minimum": -(2**31), "maximum": 2**31 - 1},
    tables.UNSIGNED: {"type": ["integer", "null"], "minimum": 0},
    tables.NUMBER_OR_TEXT: {"type": ["integer", "string", "null"]},
    tables.ANY_TEXT: {"type": ["string", "number", "boolean", "null"]},
    tables.QUANTITY: {"type": ["number", "string", "null"]},
    tables.TIME: _TEXT,
    tables.BASE64: _TEXT,
    tables.PLUGIN: {"type": ["object", "null"], "minProperties": 1, "maxProperties": 1},
    tables.ANYTHING: {},
}


def json_schema(version: Version) -> dict[str, Any]:
    """A closed schema (draft 7) of all Argo kinds: what is no field is an error, and null counts as not given."""
    known = tables.load(version)
    writer = _Writer(known)
    kinds = [(name, struct) for name in known.kinds if (struct := known.kind(name)) is not None]
    choices = [{"if": _is_kind(name), "then": writer.struct(struct)} for name, struct in kinds]
    while writer.waiting:
        writer.define(writer.waiting.pop())
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Argo Workflows {version}",
        "type": "object",
        "required": ["apiVersion", "kind"],
        "properties": {"apiVersion": {"const": _GROUP}, "kind": {"enum": list(known.kinds)}},
        "allOf": choices,
        "definitions": dict(sorted(writer.definitions.items())),
    }


def _is_kind(name: str) -> dict[str, Any]:
    return {"properties": {"kind": {"const": name}}, "required": ["kind"]}


class _Writer:
    """Collects the definitions of the structs that are met."""

    def __init__(self, known: Tables) -> None:
        self._tables = known
        self.definitions: dict[str, Any] = {}
        self.waiting: list[Struct] = []

    def struct(self, struct: Struct) -> dict[str, Any]:
        """A reference to a struct, which is yet to be defined if it is new."""
        if struct.name not in self.definitions:
            self.definitions[struct.name] = {}
            self.waiting.append(struct)
        return {"$ref": f"#/definitions/{struct.name}"}

    def define(self, struct: Struct) -> None:
        """Write down the fields of a struct."""
        fields = self._tables.fields(struct)
        written: dict[str, Any] = {
            "type": ["object", "null"],
            "properties": {name: self._type(type_) for name, type_ in fields.items()},
            "additionalProperties": False,
        }
        required = [name for name, certain in struct.required if certain]
        if required:
            written["required"] = required
        self.definitions[struct.name] = written

    def _type(self, type_: Type) -> dict[str, Any]:
        simple = _OF_CODE.get(type_.code)
        if simple is not None:
            return simple
        if type_.struct is not None:
            return self.struct(type_.struct)
        assert type_.inner is not None
        inner = self._type(type_.inner)
        if type_.code == tables.LIST:
            return {"type": ["array", "null"], "items": inner}
        if type_.code == tables.MAP:
            return {"type": ["object", "null"], "additionalProperties": inner}
        limit = type_.limit
        return {**inner, "examples": list(limit.choice)} if limit is not None and limit.choice else inner
