"""The linked workspace: which object a reference means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Kind
from argolint.names.resolution import Dynamic, External, Incomplete, MissingObject, MissingTemplate, Resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from argolint.model import TemplateRef, WorkflowObject
    from argolint.names.resolution import ObjectOutcome, TemplateOutcome

Loader = "Callable[[str], Iterable[WorkflowObject]]"
CLUSTER = Kind.CLUSTER_WORKFLOW_TEMPLATE
NAMESPACED = Kind.WORKFLOW_TEMPLATE


class Workspace:
    """All library objects by name. `load` finds more of them by name, in files not read yet; it is asked once a name."""

    def __init__(
        self,
        objects: Iterable[WorkflowObject],
        *,
        lenient: bool = False,
        load: Callable[[str], Iterable[WorkflowObject]] | None = None,
    ) -> None:
        self._by_name: dict[str, list[WorkflowObject]] = {}
        self._load = load
        self._asked: set[str] = set()
        self._lenient = lenient
        for item in objects:
            self._add(item)

    def _add(self, item: WorkflowObject) -> None:
        if item.is_template and item.name is not None:
            self._by_name.setdefault(item.name.text, []).append(item)

    def namesakes(self, name: str) -> list[WorkflowObject]:
        """Every WorkflowTemplate and ClusterWorkflowTemplate of that name, in any namespace."""
        found = self._by_name.get(name)
        if self._load is not None and name not in self._asked and not found:
            self._asked.add(name)
            for item in self._load(name):
                self._add(item)
            found = self._by_name.get(name)
        return found or []

    def names(self, kind: Kind) -> list[str]:
        """The names of all objects of a kind, for suggestions."""
        return [name for name, items in self._by_name.items() if any(item.kind is kind for item in items)]

    def object(self, ref: TemplateRef, user: WorkflowObject) -> ObjectOutcome:
        """The object that a reference in `user` names, in the user's own namespace or cluster-wide."""
        if ref.name is None:
            return Incomplete()
        if "{{" in ref.name.text:
            return Dynamic()
        return self.library(ref.name.text, ref.cluster_scope, user)

    def library(self, name: str, cluster_scope: bool, user: WorkflowObject) -> ObjectOutcome:
        """The library object of a name, as `user` sees it."""
        namesakes = self.namesakes(name)
        for item in namesakes:
            if cluster_scope:
                if item.kind is CLUSTER:
                    return Resolved(item)
            elif item.kind is NAMESPACED and (item.namespace == user.namespace or user.kind is CLUSTER):
                return Resolved(item)
        if self._lenient:
            return External()
        kind = CLUSTER if cluster_scope else NAMESPACED
        return MissingObject(name, kind.value, user.namespace, namesakes[0] if namesakes else None)

    def template(self, ref: TemplateRef, user: WorkflowObject) -> TemplateOutcome:
        """The template that a `templateRef` in `user` names."""
        if ref.template is None or ref.name is None:
            return Incomplete()
        if "{{" in ref.template.text:
            return Dynamic()
        found = self.object(ref, user)
        if not isinstance(found, Resolved):
            return found
        template = found.target.template(ref.template.text)
        if template is not None:
            return Resolved(template)
        return MissingTemplate(ref.template.text, found.target)
