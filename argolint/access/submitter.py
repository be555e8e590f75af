"""What somebody needs who plans, applies and runs these workflows with argolint, command by command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.permissions import EVERYWHERE, AccountName, Because, Derivation, Permission, merged
from argolint.access.resources import ARGO
from argolint.model import Kind, head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.model import WorkflowObject

_PLURALS: Final = {
    Kind.CLUSTER_WORKFLOW_TEMPLATE: "clusterworkflowtemplates",
    Kind.CRON_WORKFLOW: "cronworkflows",
    Kind.WORKFLOW: "workflows",
    Kind.WORKFLOW_TEMPLATE: "workflowtemplates",
}
_ON_OBJECTS: Final = {
    "plan": (("list",), ("patch", "create")),
    "apply": (("list",), ("patch", "create")),
    "prune": (("list", "delete"), ()),
}
"""On what is applied: verbs on all of its kind, then verbs on that object, as server-side apply names what it makes.
The server's side of a plan is a dry run, which needs the rights of the real one."""


class _Right(NamedTuple):
    group: str
    resource: str
    verbs: tuple[str, ...]


def _on_runs(*verbs: str) -> _Right:
    return _Right(ARGO, "workflows", verbs)


_ON_RUNS: Final = {
    "submit": (_on_runs("create"),),
    "list": (_on_runs("list"),),
    "get": (_on_runs("get"),),
    "watch": (_on_runs("get", "list", "watch"),),
    "logs": (_on_runs("get", "watch"), _Right("", "pods", ("list", "watch")), _Right("", "pods/log", ("get",))),
    "suspend": (_on_runs("get", "patch"),),
    "resume": (_on_runs("get", "patch"),),
    "stop": (_on_runs("get", "patch"),),
    "terminate": (_on_runs("get", "patch"),),
    "retry": (_on_runs("get", "update"), _Right("", "pods", ("delete",))),
    "delete": (_on_runs("get", "delete"),),
}
"""On runs, whose names nobody knows beforehand."""
_ON_APPLIED_RUNS: Final = {"plan": (_on_runs("list", "create"),), "apply": (_on_runs("list", "create", "get"),)}
"""On the workflows of a plan; whether one was made before is looked up when it is there already."""
COMMANDS: Final = (*_ON_OBJECTS, *_ON_RUNS)
USUAL: Final = ("plan", "apply", "submit", "list", "get", "watch", "logs")


def submitter(
    items: Iterable[WorkflowObject],
    account: AccountName,
    commands: Iterable[str],
    file_of: Callable[[WorkflowObject], str],
) -> Derivation:
    """What an account needs to carry out commands of argolint on some objects."""
    wanted = tuple(commands)
    found = [
        permission
        for item in items
        for command in wanted
        for permission in _permissions(item, account, command, file_of)
    ]
    return Derivation(merged(found), ())


def _permissions(
    item: WorkflowObject, account: AccountName, command: str, file_of: Callable[[WorkflowObject], str]
) -> Iterator[Permission]:
    line = item.document.source.position(head(item.node).start).line
    because = (Because(file_of(item), line, item.title, f"argolint {command}"),)
    cluster = item.kind is Kind.CLUSTER_WORKFLOW_TEMPLATE
    where = EVERYWHERE if cluster else item.namespace
    if command in _ON_OBJECTS and item.kind is not Kind.WORKFLOW:
        on_all, on_one = _ON_OBJECTS[command]
        named = item.name.text if item.name is not None else ""
        for verb, name in (*((verb, "") for verb in on_all), *((verb, named) for verb in on_one)):
            yield Permission(account, where, ARGO, _PLURALS[item.kind], "", name, verb, because)
    applied = item.kind is Kind.WORKFLOW and command in _ON_APPLIED_RUNS
    if applied or (command in _ON_RUNS and not cluster):
        for right in (_ON_APPLIED_RUNS if applied else _ON_RUNS)[command]:
            resource, _, part = right.resource.partition("/")
            for verb in right.verbs:
                yield Permission(account, where, right.group, resource, part, "", verb, because)
