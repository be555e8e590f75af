"""The linked workspace: which object a reference means."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from argolint.expressions.tags import OPEN
from argolint.names.definitions import CLUSTER, EVERYTHING, NAMESPACED, OUTSIDE, Definitions, Query
from argolint.names.resolution import Dynamic, External, Incomplete, MissingObject, MissingTemplate, Resolved
from argolint.source import purpose_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from argolint.model import Companion, Kind, TemplateRef, WorkflowObject
    from argolint.names.definitions import Definition
    from argolint.names.resolution import ObjectOutcome, TemplateOutcome

    Find = Callable[[str], Sequence[WorkflowObject]]


class Beyond(NamedTuple):
    """Which library objects may be elsewhere although no file defines them.

    `references` is `workspace` (none), `cluster` (those of whose name there is no other) or `lenient` (all); `external`
    are names with `*` for any text.
    """

    references: str = "workspace"
    external: tuple[str, ...] = ()

    def may_hold(self, name: str, namesakes: Sequence[WorkflowObject]) -> bool:
        """Whether an object of this name may be elsewhere, given those of its name that the user cannot see."""
        if self.references == "lenient" or (self.references == "cluster" and not namesakes):
            return True
        return any(fnmatchcase(name, pattern) for pattern in self.external)


_NOTHING_BEYOND: Final = Beyond()


class Store(Protocol):
    """Gives the objects behind definitions."""

    def object(self, definition: Definition) -> WorkflowObject:
        """The library object."""

    def companion(self, definition: Definition) -> Companion:
        """The object of another kind."""


class Workspace:
    """All that a workspace defines, in the order of files; `store` gives the object behind a definition.

    `outside` finds library objects beyond the workspace, for names that a reference needs in vain. What is asked is
    noted in `asked`: as long as the answers are the same, so is all that follows from them.
    """

    def __init__(
        self,
        defined: Iterable[Definition] | Definitions,
        store: Store,
        *,
        outside: Find | None = None,
        beyond: Beyond = _NOTHING_BEYOND,
        asked: set[Query] | None = None,
    ) -> None:
        self._defined = defined if isinstance(defined, Definitions) else Definitions(defined)
        self._found: dict[str, tuple[Companion, ...]] = {}
        self._store = store
        self._outside = outside
        self._beyond = beyond
        self._asked = asked if asked is not None else set()

    def namesakes(self, name: str) -> list[WorkflowObject]:
        """Every WorkflowTemplate and ClusterWorkflowTemplate of that name in the workspace, in any namespace."""
        self._asked.add(Query("namesakes", name))
        return [self._store.object(definition) for definition in self._defined.namesakes(name)]

    @property
    def has_companions(self) -> bool:
        """Whether the files hold any object that is none of Argo's."""
        self._asked.add(Query("has-companions"))
        return self._defined.has_companions()

    def depend_on_all(self) -> None:
        """Note that everything in the workspace may have been looked at."""
        self._asked.add(EVERYTHING)

    def objects(self) -> list[WorkflowObject]:
        """Every object of Argo in the checked files: what runs, then what is there to be called."""
        self._asked.add(Query("objects"))
        return [self._store.object(definition) for definition in self._defined.objects()]

    def companions(self, kind: str) -> Sequence[Companion]:
        """Every object of another kind, such as `ConfigMap` or `Role`, that the checked files hold."""
        found = self._found.get(kind)
        if found is None:
            self._asked.add(Query("companions", kind))
            found = self._found[kind] = tuple(self._store.companion(at) for at in self._defined.companions(kind))
        return found

    def companions_beside(self, kind: str, user: WorkflowObject) -> list[Companion]:
        """Those of them in the file of `user`: nothing that is said of other files changes them."""
        source = user.document.source
        found = map(self._store.companion, self._defined.companions_in(kind, source.path))
        return [at for at in found if at.document.source is source]

    def names(self, kind: Kind) -> list[str]:
        """The names of all objects of a kind, for suggestions."""
        self._asked.add(Query("names", kind.value))
        return self._defined.names(kind.value)

    def with_template(self, name: str) -> list[WorkflowObject]:
        """The objects that have a template of that name, for suggestions."""
        self._asked.add(Query("with-template", name))
        return [self._store.object(definition) for definition in self._defined.with_template(name)]

    def object(self, ref: TemplateRef, user: WorkflowObject) -> ObjectOutcome:
        """The object that a reference in `user` names, in the user's own namespace or cluster-wide."""
        if ref.name is None:
            return Incomplete()
        if OPEN in ref.name.text:
            return Dynamic()
        return self.library(ref.name.text, ref.cluster_scope, user)

    def library(self, name: str, cluster_scope: bool, user: WorkflowObject) -> ObjectOutcome:
        """The library object of a name, as `user` sees it."""
        namesakes: Sequence[WorkflowObject] = self.namesakes(name)
        found = _visible(namesakes, cluster_scope, user)
        if found is None and self._outside is not None:
            self._asked.add(OUTSIDE)
            namesakes = (*namesakes, *self._outside(name))
            found = _visible(namesakes, cluster_scope, user)
        if found is not None:
            return Resolved(found)
        if self._beyond.may_hold(name, namesakes) or self._may_define(name):
            return External()
        kind = CLUSTER if cluster_scope else NAMESPACED
        return MissingObject(name, kind.value, user.namespace, namesakes[0] if namesakes else None)

    def _may_define(self, name: str) -> bool:
        self._asked.add(Query("may-define", name))
        return self._defined.may_define(name)

    def template(self, ref: TemplateRef, user: WorkflowObject) -> TemplateOutcome:
        """The template that a `templateRef` in `user` names."""
        if ref.template is None or ref.name is None:
            return Incomplete()
        if OPEN in ref.template.text:
            return Dynamic()
        found = self.object(ref, user)
        if not isinstance(found, Resolved):
            return found
        template = found.target.template(ref.template.text)
        if template is not None:
            return Resolved(template)
        return MissingTemplate(ref.template.text, found.target)


def needs_cluster_scope(ref: TemplateRef, user: WorkflowObject) -> bool:
    """Whether a reference lacks `clusterScope`, so that an object of no namespace has nowhere to look."""
    return user.kind is CLUSTER and not ref.cluster_scope


def _visible(namesakes: Iterable[WorkflowObject], cluster_scope: bool, user: WorkflowObject) -> WorkflowObject | None:
    """The one that a reference in `user` sees; a cluster-wide user has no namespace to be held to.

    Of several, as a repository with a folder for each cluster has them, it is the one that stands nearest.
    """
    seen = [item for item in namesakes if _is_visible(item, cluster_scope, user)]
    if len(seen) < 2:
        return seen[0] if seen else None
    path = user.document.source.path
    return max(seen, key=lambda item: _nearness(item.document.source.path, path))


def _is_visible(item: WorkflowObject, cluster_scope: bool, user: WorkflowObject) -> bool:
    if cluster_scope:
        return item.kind is CLUSTER
    return item.kind is NAMESPACED and (item.namespace == user.namespace or user.kind is CLUSTER)


def _nearness(one: str, other: str) -> tuple[bool, int]:
    """How near two files are: above all, whether they were made for the same purpose."""
    return purpose_of(one) == purpose_of(other), _common(one, other)


def _common(one: str, other: str) -> int:
    """How many folders two paths have in common, from the left; the file counts as one."""
    pairs = zip(one.replace(os.sep, "/").split("/"), other.replace(os.sep, "/").split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
