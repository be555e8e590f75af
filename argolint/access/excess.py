"""What roles in the file of a workflow give to its accounts although nothing in that file needs it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.access.compare import compare
from argolint.access.derive import derive
from argolint.model import objects
from argolint.syntax import parse
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import Flows
    from argolint.model import Companion, WorkflowObject
    from argolint.source import SourceFile
    from argolint.syntax.nodes import Node

_KINDS = ("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding")
_KEPT = 4


class Excess(NamedTuple):
    """An account, a role that gives it too much, and what that is."""

    account: str
    role: Companion | None
    messages: tuple[str, ...]


def excess(item: WorkflowObject, flows: Flows) -> Iterator[Excess]:
    """What is too much, told for the first run of a file that has roles; nothing where anything is not known."""
    source = item.document.source
    roles = [at for kind in _KINDS for at in flows.workspace.companions(kind) if at.document.source is source]
    siblings = _objects(source) if roles else ()
    runs = [at for at in siblings if not at.is_template]
    if not runs or len(runs) != len(siblings) or runs[0].node.start != item.node.start:
        return
    derivation = derive(siblings, flows, lambda at: at.document.source.path)
    if derivation.remarks or any(reason.file != source.path for at in derivation.permissions for reason in at.because):
        return
    comparison = compare(derivation.permissions, [_plain(at.node) for at in roles])
    found: dict[tuple[str, str], list[str]] = {}
    for at in (*comparison.excessive, *comparison.wildcards):
        found.setdefault((at.account.name, at.role), []).append(at.message)
    for (account, title), messages in found.items():
        role = next((at for at in roles if at.name is not None and f"{at.kind} `{at.name.text}`" == title), None)
        yield Excess(account, role, tuple(messages))


@lru_cache(_KEPT)
def _objects(source: SourceFile) -> tuple[WorkflowObject, ...]:
    return tuple(item for document in parse(source) for item in objects(document))


def _plain(node: Node) -> Any:
    """A tree as plain data; all that matters in roles and bindings is text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {name: _plain(entry.value) for name, entry in node.entries.items()}
    return [_plain(at) for at in node.items]
