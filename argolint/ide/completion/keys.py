"""The keys that a map may have and the words that a field takes, by the tables of the chosen version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.ide.completion.probing import MARK, Offer
from argolint.schema import tables
from argolint.schema.tables import LIMITED, LIST, MAP, STEP, STRUCT
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Collection

    from argolint.ide.completion.probing import Probe
    from argolint.schema.tables import Struct, Tables, Type

_API = "argoproj.io/v1alpha1"
_WORDS = {
    tables.TEXT: "text", tables.BOOLEAN: "true or false", tables.INTEGER: "whole number", tables.NARROW: "whole number",
    tables.UNSIGNED: "whole number", tables.NUMBER_OR_TEXT: "number or text", tables.ANY_TEXT: "text",
    tables.QUANTITY: "quantity", tables.TIME: "time", tables.BASE64: "base64", LIST: "list", MAP: "map",
    STRUCT: "map", STEP: "map",
}  # fmt: skip
_BELOW = frozenset({MAP, STRUCT, STEP, LIST, tables.ANYTHING, tables.PLUGIN})


def words(probe: Probe) -> list[Offer] | None:
    """The words that the field at a place takes; None at keys and where anything may stand."""
    if probe.is_key:
        return None
    if probe.path in (("kind",), ("apiVersion",)):
        known = tables.load(probe.snapshot.settings.argo_version).kinds if probe.path == ("kind",) else (_API,)
        return [Offer(word, "word") for word in known]
    type_ = _type_at(probe, probe.path)
    if type_ is not None and type_.limit is not None and type_.limit.choice:
        return [Offer(word, "word") for word in type_.limit.choice]
    if type_ is not None and type_.code == tables.BOOLEAN:
        return [Offer(word, "word") for word in ("true", "false")]
    struct = _struct(type_)
    return _fields(probe, struct, ()) if struct is not None else None


def keys(probe: Probe) -> list[Offer] | None:
    """The keys that the map at a place may have besides those it has."""
    holder = probe.nodes[-2] if probe.is_key else None
    if not isinstance(holder, Mapping):
        return None
    given = [key for key in holder.entries if MARK not in key]
    struct = _struct(_type_at(probe, probe.path[:-1])) if len(probe.path) > 1 else _kind(probe)
    return _fields(probe, struct, given) if struct is not None else []


def _fields(probe: Probe, struct: Struct, given: Collection[str]) -> list[Offer]:
    known = tables.load(probe.snapshot.settings.argo_version)
    fields = known.fields(struct)
    shut = {name for group, _ in struct.exclusive if any(each in given for each in group) for name in group}
    required = {name for name, _ in struct.required}
    free = [name for name in fields if name not in given and name not in shut and name not in struct.deprecated]
    free.sort(key=lambda name: (name not in required, name))
    follows = "" if probe.source.text[probe.span.end :].startswith(":") else ":"
    return [_offer(name, fields[name], follows) for name in free]


def _offer(name: str, type_: Type, follows: str) -> Offer:
    plain = _plain(type_) or type_
    detail = _WORDS.get(plain.code, "anything")
    ending = f"{follows} " if follows and plain.code not in _BELOW else follows
    return Offer(name, "key", detail, name + ending)


def _kind(probe: Probe) -> Struct | None:
    root = probe.nodes[0]
    kind = root.get("kind") if isinstance(root, Mapping) else None
    known = tables.load(probe.snapshot.settings.argo_version)
    return known.kind(kind.text) if isinstance(kind, Scalar) else None


def _struct(type_: Type | None) -> Struct | None:
    plain = _plain(type_)
    return plain.struct if plain is not None and plain.code in (STRUCT, STEP) else None


def _plain(type_: Type | None) -> Type | None:
    return type_.inner if type_ is not None and type_.code == LIMITED else type_


def _type_at(probe: Probe, path: tuple[str | int, ...]) -> Type | None:
    """The type of what a path leads to; a limited one keeps its limit."""
    known: Tables = tables.load(probe.snapshot.settings.argo_version)
    struct, type_ = _kind(probe), None
    for key in path:
        if isinstance(key, str) and struct is not None:
            type_ = known.fields(struct).get(key)
        else:
            holder = _plain(type_)
            if holder is None or holder.code not in (LIST, MAP):
                return None
            type_ = holder.inner
        struct = _struct(type_)
    return type_
