"""The linked workspace: which object a reference means."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatchcase
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from argolint.expressions.tags import OPEN
from argolint.model import Kind
from argolint.names.resolution import Dynamic, External, Incomplete, MissingObject, MissingTemplate, Resolved
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from argolint.model import Companion, TemplateRef, WorkflowObject
    from argolint.names.resolution import ObjectOutcome, TemplateOutcome

    Find = Callable[[str], Sequence[WorkflowObject]]

CLUSTER = Kind.CLUSTER_WORKFLOW_TEMPLATE
NAMESPACED = Kind.WORKFLOW_TEMPLATE
UNREAD: Final = "unread"
"""Stands for the kind of a definition in text that could not be parsed."""
RUN: Final = "run"
"""Stands for the kinds of what runs, on which nothing else leans."""
_METADATA: Final = lazy_pattern(r"^metadata:[^\n]*\n(?:(?:[ \t{][^\n]*)?\n)*", re.MULTILINE)
_NAME: Final = lazy_pattern(r"""^[ \t]+name:[ \t]*["']?((?:\{\{.*?\}\}|[^\s"'#])+)""", re.MULTILINE)
_TAG: Final = lazy_pattern(r"\{\{.*?\}\}")


class Definition(NamedTuple):
    """An object that others lean on, by name: enough to know whether one wants to read it."""

    name: str
    kind: str
    file: str
    place: int
    """Which of the file's objects, or of its companions, it is."""
    templates: tuple[str, ...] = ()


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


def unread_definition(file: str, text: str) -> Definition | None:
    """What the text of a document that could not be parsed may define, if it may hold library objects."""
    if NAMESPACED not in text:
        return None
    blocks = (match[0] for match in _METADATA.finditer(text))
    return Definition("", UNREAD, file, 0, tuple({match[1] for block in blocks for match in _NAME.finditer(block)}))


def pattern_of(name: str) -> re.Pattern[str]:
    """Matches what a name may become once the tags in it are filled."""
    return re.compile(".*".join(re.escape(part) for part in _TAG.split(name)))


def definitions(file: str, objects: Iterable[WorkflowObject], companions: Iterable[Companion]) -> list[Definition]:
    """What the objects of a file define for others."""
    own = [
        Definition(
            item.name.text if item.name is not None else "",
            item.kind,
            file,
            place,
            tuple(at.name.text for at in item.templates if at.name is not None),
        )
        if item.is_template
        else Definition("", RUN, file, place)
        for place, item in enumerate(objects)
    ]
    others = [
        Definition(item.name.text if item.name is not None else "", item.kind, file, place)
        for place, item in enumerate(companions)
    ]
    return own + others


class Workspace:
    """All that a workspace defines, in the order of files; `store` gives the object behind a definition.

    `outside` finds library objects beyond the workspace; it is asked once for each name that a reference needs in vain.
    """

    def __init__(
        self,
        defined: Iterable[Definition],
        store: Store,
        *,
        outside: Find | None = None,
        beyond: Beyond = _NOTHING_BEYOND,
    ) -> None:
        self._by_name: dict[str, list[Definition]] = {}
        self._companions: dict[str, list[Definition]] = {}
        self._found: dict[str, tuple[Companion, ...]] = {}
        self._store = store
        self._outside = outside
        self._asked: dict[str, Sequence[WorkflowObject]] = {}
        self._beyond = beyond
        self._patterns: list[re.Pattern[str]] | None = None
        for definition in defined:
            if definition.kind in (CLUSTER, NAMESPACED):
                self._by_name.setdefault(definition.name, []).append(definition)
            else:
                self._companions.setdefault(definition.kind, []).append(definition)

    def namesakes(self, name: str) -> list[WorkflowObject]:
        """Every WorkflowTemplate and ClusterWorkflowTemplate of that name in the workspace, in any namespace."""
        return [self._store.object(definition) for definition in self._by_name.get(name, ())]

    @property
    def has_companions(self) -> bool:
        """Whether the files hold any object that is none of Argo's."""
        return len(self._companions) > (RUN in self._companions)

    def objects(self) -> list[WorkflowObject]:
        """Every object of Argo in the checked files: what runs, then what is there to be called."""
        runs = self._companions.get(RUN, ())
        libraries = (at for found in self._by_name.values() for at in found)
        return [self._store.object(definition) for definition in (*runs, *libraries)]

    def companions(self, kind: str) -> Sequence[Companion]:
        """Every object of another kind, such as `ConfigMap` or `Role`, that the checked files hold."""
        found = self._found.get(kind)
        if found is None:
            defined = self._companions.get(kind, ())
            found = self._found[kind] = tuple(self._store.companion(definition) for definition in defined)
        return found

    def names(self, kind: Kind) -> list[str]:
        """The names of all objects of a kind, for suggestions."""
        return [name for name, found in self._by_name.items() if name and any(at.kind is kind for at in found)]

    def with_template(self, name: str) -> list[WorkflowObject]:
        """The objects that have a template of that name, for suggestions."""
        found = (at for items in self._by_name.values() for at in items if name in at.templates)
        return [self._store.object(definition) for definition in found]

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
            if name not in self._asked:
                self._asked[name] = self._outside(name)
            namesakes = (*namesakes, *self._asked[name])
            found = _visible(namesakes, cluster_scope, user)
        if found is not None:
            return Resolved(found)
        if self._beyond.may_hold(name, namesakes) or self._may_define(name):
            return External()
        kind = CLUSTER if cluster_scope else NAMESPACED
        return MissingObject(name, kind.value, user.namespace, namesakes[0] if namesakes else None)

    def _may_define(self, name: str) -> bool:
        """Whether a library object that is yet to be rendered, or that could not be read, may have a name."""
        if self._patterns is None:
            unread = (at for found in self._companions.get(UNREAD, ()) for at in found.templates)
            named = (at for at, found in self._by_name.items() if OPEN in at and found)
            self._patterns = [pattern_of(at) for at in (*unread, *named)]
        return any(pattern.fullmatch(name) for pattern in self._patterns)

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
    return max(seen, key=lambda item: _common(item.document.source.path, user.document.source.path))


def _is_visible(item: WorkflowObject, cluster_scope: bool, user: WorkflowObject) -> bool:
    if cluster_scope:
        return item.kind is CLUSTER
    return item.kind is NAMESPACED and (item.namespace == user.namespace or user.kind is CLUSTER)


def _common(one: str, other: str) -> int:
    """How many folders two paths have in common, from the left; the file counts as one."""
    pairs = zip(one.replace(os.sep, "/").split("/"), other.replace(os.sep, "/").split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
