"""Whether a path such as `status.phase` leads to a field of a kind, and what may stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.nearest import closest
from argolint.schema import kubernetes, tables
from argolint.schema.tables import LIMITED, LIST, STRUCT, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argolint.schema.tables import Struct, Tables, Type
    from argolint.schema.versions import Version

_ARGO = "argoproj.io/"
_WORKFLOW_PHASES = ("Pending", "Running", "Succeeded", "Failed", "Error")
_ENDS = frozenset({TEXT, tables.BOOLEAN, tables.INTEGER, tables.NARROW, tables.UNSIGNED, tables.TIME})


class Member(NamedTuple):
    """What a path leads to: `unknown` is the part that does not exist, `words` all that may stand there."""

    unknown: int | None = None
    nearest: str | None = None
    words: tuple[str, ...] = ()


def member(api_version: str, kind: str, path: Sequence[str], version: Version, release: Version) -> Member | None:
    """Follow a path into a kind of Kubernetes or Argo; None for kinds and parts that are not known."""
    if api_version.startswith(_ARGO):
        known = tables.load(version)
        struct = known.kind(kind)
        if struct is not None and kind == "Workflow" and tuple(path) == ("status", "phase"):
            return Member(words=_WORKFLOW_PHASES)
        return _follow(struct, path, known) if struct is not None else None
    found = kubernetes.find(api_version, kind, release)
    if found is None:
        return None
    return _follow(kubernetes.struct_of(found, release), path, kubernetes.tables_of(release))


def _follow(struct: Struct, path: Sequence[str], known: Tables) -> Member | None:
    type_: Type | None = None
    here: Struct | None = struct
    for place, name in enumerate(path):
        if here is not None:
            fields = known.fields(here)
            type_ = fields.get(name)
            if type_ is None:
                return Member(place, closest(name, fields))
        elif type_ is not None and type_.code == LIST and name.isdecimal():
            type_ = type_.inner
        elif type_ is not None and (type_.code == LIST or type_.code in _ENDS):
            return Member(place)
        else:
            return None
        inner = type_.inner if type_ is not None and type_.code == LIMITED else type_
        here = inner.struct if inner is not None and inner.code == STRUCT else None
    limit = type_.limit if type_ is not None else None
    return Member(words=(limit.choice or ()) if limit is not None else ())
