"""Which resource of the API a kind is, as roles name it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.model.build import mapping, scalar, sequence
from argolint.patterns import lazy_pattern
from argolint.schema import kubernetes
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.names import Workspace

ARGO: Final = "argoproj.io"
ARGO_PLURALS: Final = {
    "ClusterWorkflowTemplate": "clusterworkflowtemplates",
    "CronWorkflow": "cronworkflows",
    "Workflow": "workflows",
    "WorkflowEventBinding": "workfloweventbindings",
    "WorkflowTemplate": "workflowtemplates",
}
_ARGO_WORDS: Final = {
    "clusterworkflowtemplates": ("clusterworkflowtemplate", "clusterwftmpl", "cwft"),
    "cronworkflows": ("cronworkflow", "cwf", "cronwf"),
    "workflowartifactgctasks": ("workflowartifactgctask", "wfat"),
    "workfloweventbindings": ("workfloweventbinding", "wfeb"),
    "workflows": ("workflow", "wf"),
    "workflowtaskresults": ("workflowtaskresult",),
    "workflowtasksets": ("workflowtaskset", "wfts"),
    "workflowtemplates": ("workflowtemplate", "wftmpl"),
}
"""What kubectl takes for a resource of Argo, beside its plural."""
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
    if group == ARGO and kind in ARGO_PLURALS:
        namespaced = not kind.startswith("Cluster")
        return Resource(group, ARGO_PLURALS[kind], namespaced, sure=True, built_in=False)
    return _defined(group, kind, workspace) or Resource(group, guess(kind), True, sure=False, built_in=False)


def resource_called(word: str, workspace: Workspace) -> Resource | None:
    """The resource that a word of a command line names: a plural, a kind or a short name, perhaps with its group."""
    name, _, group = word.lower().partition(".")
    for at in sorted(kubernetes.kinds(), key=lambda at: at.group != ""):
        if name in (at.plural, at.kind.lower(), *at.short_names) and _is_group(group, at.group):
            return Resource(at.group, at.plural, at.namespaced, sure=True, built_in=True)
    for plural, others in _ARGO_WORDS.items():
        if name in (plural, *others) and _is_group(group, ARGO):
            return Resource(ARGO, plural, not plural.startswith("cluster"), sure=True, built_in=False)
    for definition in _definitions(workspace):
        if name in definition.words and _is_group(group, definition.resource.group):
            return definition.resource
    return Resource(group, name, True, sure=False, built_in=False) if "." in group else None


def _is_group(written: str, group: str) -> bool:
    """Whether what stands behind a type is a group, its beginning, or a group after a version."""
    return not written or f"{group}.".startswith(f"{written}.") or written.partition(".")[2] == group


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


class _Definition(NamedTuple):
    resource: Resource
    kind: str
    words: tuple[str, ...]


def _defined(group: str, kind: str, workspace: Workspace) -> Resource | None:
    found = (at.resource for at in _definitions(workspace) if (at.resource.group, at.kind) == (group, kind))
    return next(found, None)


def _definitions(workspace: Workspace) -> Iterator[_Definition]:
    for definition in workspace.companions("CustomResourceDefinition"):
        spec = mapping(definition.node, "spec")
        names = mapping(spec, "names") if spec is not None else None
        if spec is None or names is None:
            continue
        group, kind, plural = scalar(spec, "group"), scalar(names, "kind"), scalar(names, "plural")
        if group and kind and plural:
            scope, single, short = scalar(spec, "scope"), scalar(names, "singular"), sequence(names, "shortNames")
            shorts = [at.text for at in short.items if isinstance(at, Scalar)] if short is not None else []
            words = (plural.text, single.text if single is not None else kind.text.lower(), *shorts)
            namespaced = scope is None or scope.text != "Cluster"
            resource = Resource(group.text, plural.text, namespaced, sure=True, built_in=False)
            yield _Definition(resource, kind.text, words)
