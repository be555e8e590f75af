"""The pods of a run: which node each runs, and what the pod of a node is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import quote

from argolint.cluster.nodes import nodes_of, tree
from argolint.cluster.watching import Scope
from argolint.nearest import closest
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argolint.cluster.nodes import Branch
    from argolint.cluster.objects import Json

_DOMAIN: Final = "workflows.argoproj.io"
_LONGEST_PREFIX: Final = 242
"""Longer beginnings of names are cut, so that a hash still fits."""
_HASH_START: Final = 2166136261
_HASH_FACTOR: Final = 16777619
_NO_POD: Final = frozenset({"Pending", "Skipped", "Omitted"})
_INIT: Final = ("initContainers", "initContainerStatuses")
_USUAL: Final = ("containers", "containerStatuses")
_MAIN: Final = "main"
_HELPER: Final = "wait"
_BEGUN: Final = ("Running", "Succeeded", "Failed")


def collection(run: Json) -> str:
    """Where the API keeps the pods of the namespace of a run."""
    return f"/api/v1/namespaces/{quote(str(run['metadata']['namespace']), safe='')}/pods"


def scope(run: Json) -> Scope:
    """The pods of a run, which bear its name as a label."""
    return Scope(collection(run), labels=f"{_DOMAIN}/workflow={run['metadata']['name']}")


def name_of(pod: Json) -> str:
    """The name of a pod."""
    return str(pod["metadata"]["name"])


def node_of(pod: Json) -> str:
    """The id of the node that a pod runs; empty for one that serves the whole run."""
    return str((pod["metadata"].get("annotations") or {}).get(f"{_DOMAIN}/node-id", ""))


def pod_name(run: Json, node: Json) -> str:
    """What the pod of a node is called; an annotation of the run tells which of two ways it goes."""
    if (run["metadata"].get("annotations") or {}).get(f"{_DOMAIN}/pod-name-format") == "v1":
        return str(node["id"])
    whole, name = str(run["metadata"]["name"]), str(node["name"])
    if name == whole:
        return whole
    template = (node.get("templateRef") or {}).get("template") or node.get("templateName")
    prefix = f"{whole}-{template}" if template else whole
    return f"{prefix[:_LONGEST_PREFIX]}-{_hash(name)}"


def _hash(text: str) -> int:
    """The 32 bit FNV-1a hash."""
    found = _HASH_START
    for byte in text.encode():
        found = (found ^ byte) * _HASH_FACTOR % 2**32
    return found


def started(run: Json) -> list[Json]:
    """The nodes of a run that have, or had, a pod."""
    return [at for at in nodes_of(run).values() if at.get("type") == "Pod" and at.get("phase") not in _NO_POD]


def meant(run: Json, word: str) -> frozenset[str]:
    """The ids of the nodes that a word means, by id, name of the pod, name or display name, with all inside them."""
    nodes = nodes_of(run)
    for names in (
        lambda node: (node.get("id"), pod_name(run, node)),
        lambda node: (node.get("name"),),
        lambda node: (node.get("displayName"),),
    ):
        found = {node_id for node_id, node in nodes.items() if word in names(node)}
        if found:
            return frozenset(found | set(_inside(tree(run, whole=True), found)))
    return frozenset()


class Choice(NamedTuple):
    """What is to be read of a run: of which of its pods, and of which of their containers."""

    word: str
    """Means a node or a pod; empty for the whole run."""
    container: str
    ids: frozenset[str]
    """The nodes that are meant."""
    sets: Mapping[str, Mapping[str, str]]
    """By the node of a pod, the containers of its set with their own nodes."""

    def of(self, pod: Json) -> tuple[str, ...] | None:
        """The containers to read of a pod, or None where it is not meant."""
        own = node_of(pod)
        if own in self.ids or not self.word or name_of(pod) == self.word:
            return containers(pod, self.container) if self.container or own not in self.sets else tuple(self.sets[own])
        return tuple(name for name, node in self.sets.get(own, {}).items() if node in self.ids) or None

    def has(self, node: Json) -> bool:
        """Whether the pod of a node is meant."""
        inside = self.sets.get(str(node.get("id")), {}).values()
        return not self.word or node.get("id") in self.ids or not self.ids.isdisjoint(inside)


def chosen(run: Json, word: str, container: str) -> Choice:
    """What a word and the name of a container mean in a run; where its nodes are out of reach, its pods remain."""
    try:
        nodes = nodes_of(run)
        ids = meant(run, word) if word else frozenset[str]()
    except UsageError:
        return Choice(word, container, frozenset(), {})
    sets: dict[str, dict[str, str]] = {}
    for node_id, node in nodes.items():
        if node.get("type") == "Container":
            sets.setdefault(str(node.get("boundaryID")), {})[str(node.get("displayName"))] = node_id
    return Choice(word, container, ids, sets)


def _inside(branches: Iterable[Branch], ids: set[str], *, within: bool = False) -> list[str]:
    found: list[str] = []
    for branch in branches:
        node_id = str(branch.node.get("id"))
        inside = within or node_id in ids
        found += [node_id] if inside else []
        found += _inside(branch.branches, ids, within=inside)
    return found


def unknown(run: Json, word: str) -> UsageError:
    """Says that a run has no such node, and which may be meant."""
    names = [str(node.get("displayName")) for node in nodes_of(run).values() if node.get("type") != "StepGroup"]
    best = closest(word, names)
    hint = f"did you mean `{best}`?" if best else f"`argolint get {run['metadata']['name']}` shows its nodes"
    return UsageError(f"Workflow {run['metadata']['name']} has no node `{word}`", hint)


def containers(pod: Json, wanted: str) -> tuple[str, ...]:
    """The containers to read: the one wanted, if the pod has it; else `main`, or without that all of its own."""
    own = [str(at["name"]) for at in pod["spec"].get(_USUAL[0]) or ()]
    if wanted:
        return (wanted,) if wanted in (*own, *(at["name"] for at in pod["spec"].get(_INIT[0]) or ())) else ()
    return (_MAIN,) if _MAIN in own else tuple(name for name in own if name != _HELPER)


def has_begun(pod: Json, container: str) -> bool:
    """Whether a container has run, so that it may have written something."""
    status = pod.get("status") or {}
    states: list[Any] = [at for _, name in (_INIT, _USUAL) for at in status.get(name) or ()]
    state = next((at.get("state") or {} for at in states if at.get("name") == container), None)
    return status.get("phase") in _BEGUN if state is None else bool({"running", "terminated"} & state.keys())
