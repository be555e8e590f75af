"""The compiled tables of one Argo version: which fields a struct has, of what type, within what limits."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

from argolint import resources
from argolint.schema.problems import OtherVersions
from argolint.schema.versions import Version, parse

(
    TEXT, BOOLEAN, INTEGER, NARROW, UNSIGNED, NUMBER_OR_TEXT, ANY_TEXT, QUANTITY, TIME, BASE64, PLUGIN,
    ANYTHING, LIST, MAP, STRUCT, STEP, LIMITED,
) = range(17)  # fmt: skip

_SCALARS: Final = {
    "s": TEXT, "b": BOOLEAN, "i": INTEGER, "w": NARROW, "u": UNSIGNED, "I": NUMBER_OR_TEXT, "A": ANY_TEXT,
    "Q": QUANTITY, "T": TIME, "B": BASE64, "P": PLUGIN, "*": ANYTHING,
}  # fmt: skip
STEP_STRUCT: Final = "WorkflowStep"


class Limit(NamedTuple):
    """What a field takes beyond its type; `certain` tells that no cluster takes anything else."""

    choice: tuple[str, ...] | None
    least: int | None
    most: int | None
    certain: bool
    runs: bool = False
    """Whether Argo makes something of a misspelt word, too."""


class Type:
    """A type by code; `inner` is what a list, map or limited value holds, `struct` the fields of a struct."""

    __slots__ = ("code", "inner", "limit", "struct")

    def __init__(
        self, code: int, inner: Type | None = None, struct: Struct | None = None, limit: Limit | None = None
    ) -> None:
        self.code = code
        self.inner = inner
        self.struct = struct
        self.limit = limit


class Struct:
    """A map with known fields; filled from the table when first needed (`fields` is None until then)."""

    __slots__ = ("deprecated", "exclusive", "fields", "name", "required", "ruled")

    def __init__(self, name: str) -> None:
        self.name = name
        self.fields: dict[str, Type] | None = None
        self.required: tuple[tuple[str, bool], ...] = ()
        self.exclusive: tuple[tuple[tuple[str, ...], bool], ...] = ()
        self.deprecated: dict[str, str | None] = {}
        self.ruled = False


class Tables:
    """All structs of one version."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._structs: dict[str, Struct] = {}
        self._types: dict[str, Type] = {}
        self.version = parse(data["version"])

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of Argo that have a struct."""
        return tuple(self._data["kinds"])

    def kind(self, name: str) -> Struct | None:
        """The struct of an Argo kind, or None for a foreign kind."""
        return self.struct(name) if name in self._data["kinds"] else None

    def struct(self, name: str) -> Struct:
        """The struct of that name, perhaps still empty."""
        found = self._structs.get(name)
        if found is None:
            found = self._structs[name] = Struct(name)
        return found

    def fields(self, struct: Struct) -> dict[str, Type]:
        """The fields of a struct, read from the table at the first call."""
        if struct.fields is not None:
            return struct.fields
        name = struct.name
        limits = self._data["limits"].get(name, {})
        struct.required = tuple((field, certain) for field, certain in self._data["required"].get(name, ()))
        struct.exclusive = tuple((tuple(group), certain) for group, certain in self._data["exclusive"].get(name, ()))
        struct.deprecated = self._data["deprecated"].get(name, {})
        struct.ruled = bool(struct.required or struct.exclusive or struct.deprecated)
        fields = {field: self._type(code) for field, code in self._data["structs"][name].items()}
        for field, entry in limits.items():
            fields[field] = _limited(fields[field], entry)
        struct.fields = fields
        return fields

    def other_versions(self, owner: str, field: str) -> OtherVersions | None:
        """Which versions know a field that this one lacks; `owner` is a struct or its `Struct.field`."""
        found = self._data["elsewhere"].get(owner, {}).get(field)
        if found is None:
            return None
        since, until, *replacement = found
        return OtherVersions(parse(since), parse(until), replacement[0] if replacement else None)

    def _type(self, code: str) -> Type:
        found = self._types.get(code)
        if found is None:
            found = self._types[code] = self._read(code)
        return found

    def _read(self, code: str) -> Type:
        match code[0]:
            case "[":
                return Type(LIST, inner=self._type(code[1:]))
            case "{":
                return Type(MAP, inner=self._type(code[1:]))
            case "@":
                name = code[1:]
                return Type(STEP if name == STEP_STRUCT else STRUCT, struct=self.struct(name))
        return Type(_SCALARS[code])


def _limited(type_: Type, entry: dict[str, Any]) -> Type:
    choice = entry.get("choice")
    least, most = entry.get("range") or entry.get("length") or (None, None)
    limit = Limit(tuple(choice) if choice else None, least, most, entry["certain"], entry.get("runs", False))
    if choice and type_.code == LIST:
        return Type(LIST, inner=Type(LIMITED, inner=type_.inner, limit=limit))
    return Type(LIMITED, inner=type_, limit=limit)


@cache
def load(version: Version) -> Tables:
    """The tables of a supported version."""
    return Tables(resources.read_json("schemas", f"argo-{version}.json"))
