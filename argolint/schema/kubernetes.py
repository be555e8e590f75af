"""The kinds of Kubernetes itself, and what their manifests may hold; read only when a manifest needs it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint import resources
from argolint.schema.tables import Tables
from argolint.schema.walk import check_struct

if TYPE_CHECKING:
    from argolint.schema.problems import StructureProblem
    from argolint.schema.tables import Struct
    from argolint.syntax.nodes import Mapping

RELEASE: Final = "1.35"


class BuiltIn(NamedTuple):
    """A kind of Kubernetes: its group and version as `apiVersion` names them, and its plural."""

    api_version: str
    kind: str
    struct: str
    plural: str
    namespaced: bool
    short_names: tuple[str, ...]

    @property
    def group(self) -> str:
        """The group; empty for the oldest kinds."""
        return group_of(self.api_version)


class Removed(NamedTuple):
    """A version of a kind that is gone: the last release that had it, and what took its place."""

    until: str
    instead: str | None


def group_of(api_version: str) -> str:
    """The group that an `apiVersion` names."""
    return api_version.rpartition("/")[0]


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.read("schemas", f"kubernetes-{RELEASE}.json"))
    return found


@cache
def tables_of() -> Tables:
    """The structs of all kinds."""
    return Tables(_data())


def struct_of(kind: BuiltIn) -> Struct:
    """The struct of a kind."""
    return tables_of().struct(kind.struct)


@cache
def kinds() -> tuple[BuiltIn, ...]:
    """All kinds of Kubernetes."""
    rows = ((*key.split(" "), *row) for key, row in _data()["objects"].items())
    return tuple(
        BuiltIn(api_version, kind, struct, plural, namespaced, tuple(short))
        for api_version, kind, struct, plural, namespaced, short in rows
    )


@cache
def groups() -> frozenset[str]:
    """The groups that Kubernetes owns."""
    gone = (group_of(key.split(" ")[0]) for key in removed_keys())
    return frozenset(at.group for at in kinds()) | frozenset(gone)


def find(api_version: str, kind: str) -> BuiltIn | None:
    """The kind of that name and version."""
    return next((at for at in kinds() if at.kind == kind and at.api_version == api_version), None)


def versions_of(kind: str) -> tuple[str, ...]:
    """Every `apiVersion` under which there is a kind of that name."""
    return tuple(at.api_version for at in kinds() if at.kind == kind)


def removed_keys() -> tuple[str, ...]:
    """Each `apiVersion Kind` that is gone."""
    return tuple(_data()["removed"])


def removed(api_version: str, kind: str) -> Removed | None:
    """What became of a version of a kind, if it is gone."""
    row = _data()["removed"].get(f"{api_version} {kind}")
    return Removed(row[0], row[1] or None) if row is not None else None


def check(root: Mapping, kind: BuiltIn) -> list[StructureProblem]:
    """What the manifest of an object breaks in names, types and limits."""
    return check_struct(root, struct_of(kind), tables_of())


def check_part(root: Mapping, struct: str) -> list[StructureProblem]:
    """What a part of an object, such as a `PodSpec`, breaks in names, types and limits."""
    known = tables_of()
    return check_struct(root, known.struct(struct), known)
