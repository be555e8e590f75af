"""The kinds of Kubernetes itself, and what their manifests may hold; read only when a manifest needs it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint import resources
from argolint.schema.tables import Tables
from argolint.schema.versions import NEWEST_KUBERNETES, Version, parse
from argolint.schema.walk import check_struct

if TYPE_CHECKING:
    from argolint.schema.problems import StructureProblem
    from argolint.schema.tables import Struct
    from argolint.syntax.nodes import Mapping

_UNKNOWN_TYPE: Final = "*"


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
def _data(release: Version = NEWEST_KUBERNETES) -> dict[str, Any]:
    found: dict[str, Any] = resources.read_json("schemas", f"kubernetes-{NEWEST_KUBERNETES}.json")
    return found if release == NEWEST_KUBERNETES else _as_of(release, found)


@cache
def _history() -> dict[str, Any]:
    """What older releases lack, or still have; see `schemas/kubernetes_releases.py`."""
    found: dict[str, Any] = resources.read_json("schemas", "kubernetes-releases.json")
    return found


def _as_of(release: Version, newest: dict[str, Any]) -> dict[str, Any]:
    """The table of an older release, made from that of the newest."""
    history = _history()
    structs = {name: dict(fields) for name, fields in newest["structs"].items()}
    elsewhere: dict[str, dict[str, list[str]]] = {}
    for name, fields in history["fields"].items():
        for field, since in fields.items():
            if parse(since) > release:
                del structs[name][field]
                elsewhere.setdefault(name, {})[field] = [since, str(NEWEST_KUBERNETES)]
    for name, fields in history["gone"].items():
        for field, (since, until) in fields.items():
            if parse(since) <= release <= parse(until):
                structs[name][field] = _UNKNOWN_TYPE
    objects = {key: row for key, row in newest["objects"].items() if not _is_later(key, release)}
    limits = {
        name: {field: limit for field, limit in fields.items() if field in structs[name]}
        for name, fields in newest["limits"].items()
    }
    return {**newest, "structs": structs, "elsewhere": elsewhere, "objects": objects, "limits": limits}


def _is_later(key: str, release: Version) -> bool:
    since = _history()["objects"].get(key)
    return since is not None and parse(since) > release


def since(api_version: str, kind: str) -> str | None:
    """The release that a kind came with in that version, where the oldest known one lacks it."""
    found: str | None = _history()["objects"].get(f"{api_version} {kind}")
    return found


@cache
def tables_of(release: Version = NEWEST_KUBERNETES) -> Tables:
    """The structs of all kinds."""
    return Tables(_data(release))


def struct_of(kind: BuiltIn, release: Version = NEWEST_KUBERNETES) -> Struct:
    """The struct of a kind."""
    return tables_of(release).struct(kind.struct)


@cache
def kinds(release: Version = NEWEST_KUBERNETES) -> tuple[BuiltIn, ...]:
    """All kinds of Kubernetes."""
    rows = ((*key.split(" "), *row) for key, row in _data(release)["objects"].items())
    return tuple(
        BuiltIn(api_version, kind, struct, plural, namespaced, tuple(short))
        for api_version, kind, struct, plural, namespaced, short in rows
    )


@cache
def groups() -> frozenset[str]:
    """The groups that Kubernetes owns."""
    gone = (group_of(key.split(" ")[0]) for key in removed_keys())
    return frozenset(at.group for at in kinds()) | frozenset(gone)


def find(api_version: str, kind: str, release: Version = NEWEST_KUBERNETES) -> BuiltIn | None:
    """The kind of that name and version."""
    return next((at for at in kinds(release) if at.kind == kind and at.api_version == api_version), None)


def versions_of(kind: str, release: Version = NEWEST_KUBERNETES) -> tuple[str, ...]:
    """Every `apiVersion` under which there is a kind of that name."""
    return tuple(at.api_version for at in kinds(release) if at.kind == kind)


def removed_keys() -> tuple[str, ...]:
    """Each `apiVersion Kind` that is gone."""
    return tuple(_data()["removed"])


def removed(api_version: str, kind: str) -> Removed | None:
    """What became of a version of a kind, if it is gone."""
    row = _data()["removed"].get(f"{api_version} {kind}")
    return Removed(row[0], row[1] or None) if row is not None else None


def check(root: Mapping, kind: BuiltIn, release: Version) -> list[StructureProblem]:
    """What the manifest of an object breaks in names, types and limits."""
    return check_struct(root, struct_of(kind, release), tables_of(release))


def check_part(root: Mapping, struct: str, release: Version) -> list[StructureProblem]:
    """What a part of an object, such as a `PodSpec`, breaks in names, types and limits."""
    known = tables_of(release)
    return check_struct(root, known.struct(struct), known)
