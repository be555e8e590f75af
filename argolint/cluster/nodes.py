"""The nodes of a run, as its status keeps them: plain, compressed, or somewhere else."""

from __future__ import annotations

import base64
import binascii
import gzip
import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from argolint.cluster.objects import Json

_GROUPS: Final = {"Retry": "(", "StepGroup": ".", "TaskGroup": "("}
"""What follows the name of a group in those of its members."""
_ITEM: Final = re.compile(r"\(([0-9]+)(?::.*)?\)$", re.DOTALL)
_LARGEST: Final = 256 * 1024 * 1024


class Branch(NamedTuple):
    """A node with what runs inside it."""

    node: Json
    branches: tuple[Branch, ...]


def nodes_of(run: Json) -> dict[str, Json]:
    """The nodes of a run by id; raises `UsageError` where the API does not have them."""
    status = run.get("status") or {}
    if is_packed(run):
        return _unpacked(str(status["compressedNodes"]), run)
    if status.get("offloadNodeStatusVersion") and not status.get("nodes"):
        name = run["metadata"]["name"]
        raise UsageError(
            f"the nodes of Workflow {name} are kept in the controller's database, and the Kubernetes API lacks them",
            "ask the Argo Server for them",
        )
    found: dict[str, Json] = status.get("nodes") or {}
    return found


def status_with(run: Json, nodes: Mapping[str, Json]) -> Json:
    """The changes to a status that put these nodes into it, in the form in which it keeps them."""
    if not is_packed(run):
        return {"nodes": dict(nodes)}
    return {"compressedNodes": packed({**nodes_of(run), **nodes})}


def is_packed(run: Json) -> bool:
    """Whether a status keeps its nodes compressed."""
    return bool((run.get("status") or {}).get("compressedNodes"))


def packed(nodes: Mapping[str, Json]) -> str:
    """Nodes in the form in which a status keeps many of them."""
    text = json.dumps(nodes, separators=(",", ":")).encode()
    return base64.b64encode(gzip.compress(text, mtime=0)).decode()


def _unpacked(text: str, run: Json) -> dict[str, Json]:
    try:
        with gzip.GzipFile(fileobj=_bytes(text)) as file:
            data = file.read(_LARGEST + 1)
        found: Any = json.loads(data) if len(data) <= _LARGEST else None
    except (binascii.Error, OSError, EOFError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise UsageError(f"the compressed nodes of Workflow {run['metadata']['name']} cannot be read")
    return found


def _bytes(text: str) -> Any:
    from io import BytesIO

    return BytesIO(base64.b64decode(text, validate=True))


def tree(run: Json, *, whole: bool = False) -> tuple[Branch, ...]:
    """The nodes of a run as they lie inside one another: the entrypoint first, then hooks and the exit handler.

    Attempts of which there is only one stand for the node that counts them, unless the `whole` tree is wanted.
    """
    nodes = nodes_of(run)
    above = {child: node_id for node_id, node in nodes.items() for child in _grouped(node, nodes)}
    inside: dict[str, list[str]] = {}
    roots: list[str] = []
    for node_id, node in nodes.items():
        parent = above.get(node_id) or str(node.get("boundaryID") or "")
        (inside.setdefault(parent, []) if parent in nodes and parent != node_id else roots).append(node_id)
    found = tuple(_branches(roots, nodes, inside, frozenset()))
    return found if whole else tuple(map(_without_single_attempts, found))


def _grouped(node: Json, nodes: Mapping[str, Json]) -> list[str]:
    """What a group holds: of its children those that are named after it, for others may only follow it."""
    mark = _GROUPS.get(str(node.get("type")))
    if mark is None:
        return []
    start = f"{node.get('name')}{mark}"
    return [at for at in node.get("children") or () if str(nodes.get(at, {}).get("name")).startswith(start)]


def _branches(
    ids: list[str], nodes: Mapping[str, Json], inside: Mapping[str, list[str]], seen: frozenset[str]
) -> Iterator[Branch]:
    for node_id in sorted(ids, key=lambda at: _order(nodes[at])):
        if node_id in seen:
            continue
        yield Branch(nodes[node_id], tuple(_branches(inside.get(node_id, []), nodes, inside, seen | {node_id})))


def pruned(branches: Iterable[Branch], wanted: Callable[[Json], bool]) -> tuple[Branch, ...]:
    """What is left of branches when only nodes that are wanted stay, with what they lie in."""
    found = (Branch(at.node, pruned(at.branches, wanted)) for at in branches)
    return tuple(at for at in found if at.branches or wanted(at.node))


def _without_single_attempts(branch: Branch) -> Branch:
    branches = tuple(map(_without_single_attempts, branch.branches))
    return branches[0] if branch.node.get("type") == "Retry" and len(branches) == 1 else Branch(branch.node, branches)


def _order(node: Json) -> tuple[str, int, str]:
    """Earlier ones first; of the same second, items of a loop by their numbers and others by their names."""
    name = str(node.get("name", ""))
    number = _ITEM.search(name)
    return str(node.get("startedAt") or "~"), int(number[1]) if number else -1, name
