"""Which resource of the API a kind is, as roles name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.model.build import mapping, scalar
from argolint.patterns import lazy_pattern
from argolint.schema import kubernetes

if TYPE_CHECKING:
    from argolint.names import Workspace

ARGO: Final = "argoproj.io"
_ARGO_PLURALS: Final = {
    "ClusterWorkflowTemplate": "clusterworkflowtemplates",
    "CronWorkflow": "cronworkflows",
    "Workflow": "workflows",
    "WorkflowEventBinding": "workfloweventbindings",
    "WorkflowTemplate": "workflowtemplates",
}
_HISSES: Final = lazy_pattern(r"(?:[sxz]|ch|sh)$")
_AFTER_CONSONANT: Final = lazy_pattern(r"[^aeiou]y$")
_SOFT: Final = lazy_pattern(r"fe?$")
_ALIKE = 4


class Resource(NamedTuple):
    """A resource of the API; `sure` tells that its plural is known and not guessed."""

    group: str
    plural: str
    namespaced: bool
    sure: bool
    built_in: bool

    def may_be(self, plural: str) -> bool:
        """Whether a plural in a role may mean it: a guessed one is held against names that begin alike."""
        return plural == self.plural or (not self.sure and plural[:_ALIKE] == self.plural[:_ALIKE])


def resource_of(api_version: str, kind: str, workspace: Workspace) -> Resource:
    """The resource of a kind: built in, defined in the workspace, or with a guessed plural."""
    group = kubernetes.group_of(api_version)
    built_in = kubernetes.find(api_version, kind)
    if built_in is not None:
        return Resource(group, built_in.plural, built_in.namespaced, sure=True, built_in=True)
    if group == ARGO and kind in _ARGO_PLURALS:
        namespaced = not kind.startswith("Cluster")
        return Resource(group, _ARGO_PLURALS[kind], namespaced, sure=True, built_in=False)
    return _defined(group, kind, workspace) or Resource(group, guess(kind), True, sure=False, built_in=False)


def guess(kind: str) -> str:
    """The plural that Argo takes a kind to have."""
    name = kind.lower()
    if _HISSES.search(name):
        return name + "es"
    if _AFTER_CONSONANT.search(name):
        return name[:-1] + "ies"
    if _SOFT.search(name):
        return _SOFT.sub("ves", name)
    return name + "s"


def _defined(group: str, kind: str, workspace: Workspace) -> Resource | None:
    for definition in workspace.companions("CustomResourceDefinition"):
        spec = mapping(definition.node, "spec")
        names = mapping(spec, "names") if spec is not None else None
        if spec is None or names is None:
            continue
        own_group, own_kind, plural = scalar(spec, "group"), scalar(names, "kind"), scalar(names, "plural")
        if own_group and own_kind and plural and (own_group.text, own_kind.text) == (group, kind):
            scope = scalar(spec, "scope")
            namespaced = scope is None or scope.text != "Cluster"
            return Resource(group, plural.text, namespaced, sure=True, built_in=False)
    return None
