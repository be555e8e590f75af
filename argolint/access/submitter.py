"""What somebody needs who plans, applies and runs these workflows with argolint, command by command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.access.permissions import EVERYWHERE, AccountName, Because, Derivation, Permission, Remark, merged
from argolint.access.resources import ARGO, ARGO_PLURALS
from argolint.access.roles import bundles
from argolint.model import Kind, head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argolint.access.roles import Bundle
    from argolint.model import WorkflowObject

WITH_RIGHTS: Final = "rbac"
"""Named among the commands, it stands for `--rbac` of those that take it."""
_GIVES_RIGHTS: Final = (
    "who makes these roles and bindings needs every right that they give, too, or `escalate` and `bind` on {}"
)
_ON_OBJECTS: Final = {
    "plan": (("list",), ("patch", "create")),
    "apply": (("list",), ("patch", "create")),
    "prune": (("list", "delete"), ()),
}
"""On what is applied: verbs on all of its kind, then verbs on that object, as server-side apply names what it makes.
The server's side of a plan is a dry run of each change, which needs the right to make it."""
_ON_RUNS: Final = {
    "submit": ("create",),
    "list": ("list",),
    "get": ("get",),
    "watch": ("get", "list", "watch"),
    "logs": ("get", "list", "watch"),
    "suspend": ("get", "patch"),
    "resume": ("get", "patch"),
    "retry": ("get", "patch"),
    "stop": ("get", "patch"),
    "terminate": ("get", "patch"),
    "delete": ("get", "delete"),
}
"""On runs, whose names nobody knows beforehand; `@latest` needs `list` too."""
_ON_PODS: Final = {
    "logs": (("", "list"), ("", "watch"), ("log", "get")),
    "retry": (("", "list"), ("", "delete")),
}
"""On the pods of runs: subresource and verb. What follows a run watches it and its pods."""
_ON_APPLIED_RUNS: Final = {"plan": ("list", "create"), "apply": ("list", "create", "get")}
"""On the workflows of a plan; one that is there already is looked at, since it may be the one that was meant."""
COMMANDS: Final = (*_ON_OBJECTS, WITH_RIGHTS, *_ON_RUNS)
USUAL: Final = ("plan", "apply", "submit", "list", "get", "watch")


def submitter(
    items: Iterable[WorkflowObject],
    account: AccountName,
    commands: Iterable[str],
    file_of: Callable[[WorkflowObject], str],
    needed: Derivation | None = None,
) -> Derivation:
    """What an account needs to carry out commands of argolint on some objects; `needed` is what their runs need."""
    wanted = tuple(commands)
    found = [
        permission
        for item in items
        for command in wanted
        for permission in _permissions(item, account, command, file_of)
    ]
    made = bundles(needed) if needed is not None and WITH_RIGHTS in wanted else ()
    found += (at for command in wanted for bundle in made for at in _on_rights(bundle, account, command))
    return Derivation(merged(found), tuple(_remarks(made)))


def _on_rights(bundle: Bundle, account: AccountName, command: str) -> Iterator[Permission]:
    """What a command needs on an account, role or binding that is a part of its plan."""
    metadata, (group, _, _) = bundle.data["metadata"], bundle.data["apiVersion"].rpartition("/")
    plural = f"{bundle.data['kind'].lower()}s"
    where = EVERYWHERE if plural.startswith("cluster") else metadata.get("namespace", "")
    because = (bundle.because._replace(action=f"argolint {command} --{WITH_RIGHTS}"),)
    on_all, on_one = _ON_OBJECTS.get(command, ((), ()))
    for verb, name in (*((verb, "") for verb in on_all), *((verb, metadata["name"]) for verb in on_one)):
        yield Permission(account, where, group, plural, "", name, verb, because)


def _remarks(made: tuple[Bundle, ...]) -> Iterator[Remark]:
    kinds = sorted({at.data["kind"] for at in made if at.data["kind"].endswith("Role")}, reverse=True)
    first = next((at.because for at in made if at.data["kind"] in kinds), None)
    if first is not None:
        plurals = " and ".join(f"{kind.lower()}s" for kind in kinds)
        yield Remark(first.file, first.line, first.template, _GIVES_RIGHTS.format(plurals))


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
            yield Permission(account, where, ARGO, ARGO_PLURALS[item.kind], "", name, verb, because)
    applied = item.kind is Kind.WORKFLOW and command in _ON_APPLIED_RUNS
    if applied or (command in _ON_RUNS and not cluster):
        for verb in (_ON_APPLIED_RUNS if applied else _ON_RUNS)[command]:
            yield Permission(account, where, ARGO, "workflows", "", "", verb, because)
        for part, verb in _ON_PODS.get(command, ()):
            yield Permission(account, where, "", "pods", part, "", verb, because)
