"""Which requests kubectl sends: the verbs that a command needs on what it aims at, as measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.needs import VERBS, Need
from argolint.access.resources import Resource, resource_called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.access.flags import CommandLine
    from argolint.names import Workspace

_OR: Final = " or "
_BY_FILE: Final = {
    **VERBS,
    "describe": ("get",),
    "diff": ("get", "patch"),
    "wait": ("get", "list", "watch"),
    "label": ("get", "patch"),
    "annotate": ("get", "patch"),
}
"""With `-f`; one of two verbs is needed, and which one depends on whether the object is there."""
_BY_NAME: Final = {
    "annotate": ("get", "patch"),
    "delete": ("delete",),
    "describe": ("get",),
    "edit": ("get", "patch"),
    "get": ("get",),
    "label": ("get", "patch"),
    "patch": ("get", "patch"),
    "set": ("get", "patch"),
    "taint": ("get", "patch"),
    "wait": ("get", "list", "watch"),
}
_BY_SELECTOR: Final = {
    "annotate": ("list", "patch"),
    "delete": ("list", "delete"),
    "describe": ("list", "get"),
    "get": ("list",),
    "label": ("list", "patch"),
    "wait": ("list", "watch"),
}
_NEEDS_VERSION: Final = frozenset({
    ("policy", "poddisruptionbudgets"), ("coordination.k8s.io", "leases"), ("coordination.k8s.io", "leasecandidates"),
    ("node.k8s.io", "runtimeclasses"), ("storage.k8s.io", "csidrivers"), ("storage.k8s.io", "csinodes"),
    ("storage.k8s.io", "csistoragecapacities"), ("storage.k8s.io", "volumeattachments"),
    ("certificates.k8s.io", "clustertrustbundles"), ("certificates.k8s.io", "podcertificaterequests"),
    ("internal.apiserver.k8s.io", "storageversions"), ("storagemigration.k8s.io", "storageversionmigrations"),
    ("admissionregistration.k8s.io", "validatingwebhookconfigurations"),
    ("admissionregistration.k8s.io", "mutatingwebhookconfigurations"),
    ("admissionregistration.k8s.io", "validatingadmissionpolicies"),
    ("admissionregistration.k8s.io", "validatingadmissionpolicybindings"),
    ("admissionregistration.k8s.io", "mutatingadmissionpolicies"),
    ("admissionregistration.k8s.io", "mutatingadmissionpolicybindings"),
})  # fmt: skip
"""Built-in resources that take no update without the version that was read before."""


class Target(NamedTuple):
    """What a command aims at: an object by name, or (`listed`) all of a type, or those that a selector finds."""

    resource: Resource
    namespace: str | None = ""
    name: str | None = None
    listed: bool = False


def file_needs(verb: str, target: Target, command: CommandLine, *, looks_again: bool = False) -> Iterator[Need]:
    """What a command with `-f` needs; `looks_again` tells that the object is read once more after it."""
    resource, verbs = target.resource, _BY_FILE[verb]
    server_side = verb == "apply" and command.on("server-side")
    if server_side:
        verbs = ("patch", "create or patch")
    elif verb == "replace":
        verbs = _replacing(resource, command)
    elif verb == "apply" and command.on("prune"):
        yield from _each(("list", "delete"), target._replace(name=None), resource)
    part = command.value("subresource")
    of_part = resource._replace(plural=f"{resource.plural}/{part}") if part and verb != "get" else resource
    yield from (need._replace(names_new=server_side) for need in _each(verbs, target, of_part))
    reads_back = looks_again and (verb in ("create", "replace", "patch") or server_side)
    if reads_back and (of_part is not resource or "get" not in verbs):
        yield Need(("get",), resource, target.namespace, target.name)


def _replacing(resource: Resource, command: CommandLine) -> tuple[str, ...]:
    if command.on("force"):
        return "delete", "get", "create"
    reads = command.value("subresource") or not resource.built_in or (resource.group, resource.plural) in _NEEDS_VERSION
    return ("get", "update") if reads else ("update",)


def word_needs(verb: str, target: Target, command: CommandLine) -> Iterator[Need]:
    """What a command needs whose words name its target; nothing for a verb that is not known."""
    verbs = (_BY_SELECTOR if target.listed else _BY_NAME).get(verb, ())
    if verb == "get" and (command.on("watch") or command.on("watch-only")):
        verbs = (*dict.fromkeys((*verbs, "list", "watch")),)
    resource, part = target.resource, command.value("subresource")
    yield from _each(verbs, target, resource._replace(plural=f"{resource.plural}/{part}") if part else resource)


def _each(verbs: tuple[str, ...], target: Target, resource: Resource) -> Iterator[Need]:
    for verb in verbs:
        yield Need(tuple(verb.split(_OR)), resource, target.namespace, target.name)


def word_targets(words: tuple[str, ...], command: CommandLine, workspace: Workspace) -> list[Target] | None:
    """The targets that words such as `pods a b`, `pod/a` or `pods,services` name; None where a type is not known."""
    where: str | None = command.value("namespace")
    if command.on("all-namespaces"):
        where = "*"
    listed = any(command.value(name) for name in ("selector", "field-selector")) or command.on("all")
    if words and "/" in words[0]:
        pairs = [word.partition("/") for word in words]
        named: list[tuple[str, str | None]] = [(kind, name) for kind, _, name in pairs]
    else:
        kinds, names = words[0].split(",") if words else [], words[1:]
        named = [(kind, name) for kind in kinds for name in (names or (None,))]
    found: list[Target] = []
    for kind, name in named:
        resource = resource_called(kind, workspace)
        if resource is None:
            return None
        found.append(Target(resource, where, name, listed or name is None))
    return found
