"""What calls of the argo command line need, which asks the API server as whoever runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.access.flags import command_line, known
from argolint.access.needs import Need
from argolint.access.permissions import EVERYWHERE
from argolint.access.resources import ARGO, Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argolint.access.flags import CommandLine

ASKS_NOTHING: Final = frozenset({"auth", "completion", "executor-plugin", "help", "version"})
NEEDS_SERVER: Final = frozenset({"archive", "cp", "server"})
"""Commands that work with an Argo Server only, which asks the API server itself."""
_GROUPS: Final = {
    "cluster-template": "clusterworkflowtemplates",
    "clustertemplate": "clusterworkflowtemplates",
    "cron": "cronworkflows",
    "cwft": "clusterworkflowtemplates",
    "cwftmpl": "clusterworkflowtemplates",
    "cronwf": "cronworkflows",
    "template": "workflowtemplates",
    "wftmpl": "workflowtemplates",
}
_FROM: Final = {
    "clusterworkflowtemplate": "clusterworkflowtemplates",
    "cronwf": "cronworkflows",
    "cronworkflow": "cronworkflows",
    "cwft": "clusterworkflowtemplates",
    "wftmpl": "workflowtemplates",
    "workflowtemplate": "workflowtemplates",
}
_ON_RUNS: Final = {
    "delete": ("get", "delete"),
    "get": ("get",),
    "lint": (),
    "list": ("list",),
    "logs": ("get",),
    "node": ("get", "update"),
    "resubmit": ("get", "create"),
    "resume": ("get", "update"),
    "retry": ("get", "update"),
    "stop": ("get", "patch"),
    "submit": ("create",),
    "suspend": ("get", "update"),
    "terminate": ("get", "patch"),
    "wait": ("get", "watch"),
    "watch": ("get", "watch"),
}
_ON_GROUPS: Final = {
    "create": ("create",),
    "delete": ("get", "delete"),
    "get": ("get",),
    "list": ("list",),
    "resume": ("patch",),
    "suspend": ("patch",),
    "update": ("get", "update"),
    "backfill": ("get",),
}
_AS_IF_ABSENT: Final = ("get", "list", "watch")
"""Without one of these the command line acts as if a ClusterWorkflowTemplate were not there."""
_MANY: Final = ("--all", "--completed", "--older", "--prefix", "--resubmitted", "--status")
_VALUED: Final = frozenset({
    "--argo-base-href", "--argo-server", "--before", "--display-name", "--entrypoint", "--generate-name", "--gloglevel",
    "--grep", "--instanceid", "--log-format", "--log-level", "--loglevel", "--message", "--name",
    "--node-field-selector", "--older", "--output-parameter", "--parameter", "--parameter-file", "--parallel",
    "--phase", "--priority", "--scheduled-time", "--serviceaccount", "--start", "--status",
})  # fmt: skip
"""Flags with a value that kubectl does not have."""
_LATEST: Final = "@latest"
_NAMED: Final = frozenset({"delete", "get", "patch", "update"})


class ArgoCall(NamedTuple):
    """A call of argo: its command, the words after that, and its flags, those that kubectl does not have as written."""

    verb: str
    command: CommandLine

    def on(self, *flags: str) -> bool:
        """Whether one of some flags is given."""
        written = {flag.partition("=")[0] for flag in self.command.unknown}
        return any(flag in written or self.command.on(flag.removeprefix("--")) for flag in flags)


def argo_call(words: Sequence[str]) -> ArgoCall | None:
    """The call that the words after `argo` are; None without a command."""
    joined = list(_joined(words))
    first = command_line(joined).words
    if not first:
        return None
    read = command_line(joined, first[0])
    return ArgoCall(first[0], read._replace(words=read.words[1:]))


def _joined(words: Iterable[str]) -> Iterator[str]:
    """The words, with flags and values that kubectl does not know in one."""
    rest = iter(words)
    for word in rest:
        yield f"{word}={next(rest, '')}" if word in _VALUED else word


def argo_needs(call: ArgoCall) -> list[Need] | None:
    """What a call needs; None where that is not known."""
    if call.verb in _GROUPS:
        return _on_group(call)
    verbs = _ON_RUNS.get(call.verb)
    if verbs is None:
        return None
    if call.verb == "stop" and call.on("--node-field-selector"):
        verbs = ("get", "update")
    words = call.command.words[call.verb == "node" :]
    found = _each("workflows", verbs, call, words if "get" in verbs else ())
    if _LATEST in words:
        found = [] if call.verb == "get" else found
        found += _each("workflows", ("list",), call)
    if call.verb == "delete":
        found += _each("workflows", ("patch",) if call.on("--force") else (), call)
        found += _each("workflows", ("list",) if call.on(*_MANY) else (), call)
    if call.verb == "retry":
        found += _each("pods", ("delete",), call)
    if call.verb == "submit":
        found += _submitting(call)
    return found + _following(call)


def _submitting(call: ArgoCall) -> list[Need]:
    kind, _, name = call.command.value("from").partition("/")
    plural = _FROM.get(kind)
    return _reading(plural, (name,), call) if plural is not None else []


def _following(call: ArgoCall) -> list[Need]:
    """What it takes to wait for a run, and to show what its pods say."""
    follows = call.verb in ("submit", "resubmit", "retry") and call.on("--wait", "--watch", "--log")
    found = _each("workflows", ("get", "watch"), call) if follows else []
    if call.verb == "logs" or (follows and call.on("--log")):
        found += _each("pods", ("list", "watch"), call)
        found += _each("pods/log", ("get",), call)
        found += _each("workflows", ("watch",) if call.on("--follow") else (), call)
    return found


def _on_group(call: ArgoCall) -> list[Need] | None:
    plural, (verb, *names) = _GROUPS[call.verb], call.command.words or ("",)
    verbs = _ON_GROUPS.get(verb)
    if verb == "lint":
        return []
    if verbs is None or (verb in ("resume", "suspend", "backfill") and plural != "cronworkflows"):
        return None
    found = _each(plural, verbs, call, names if verbs[0] != "create" and verb != "update" else ())
    if plural == "clusterworkflowtemplates" and verb in ("get", "delete"):
        found += _reading(plural, tuple(names), call)
    return found + (_each("workflows", ("create",), call) if verb == "backfill" else [])


def _reading(plural: str, names: tuple[str, ...], call: ArgoCall) -> list[Need]:
    if plural == "clusterworkflowtemplates":
        return _each(plural, _AS_IF_ABSENT, call)
    return _each(plural, ("get",), call, names)


def _each(plural: str, verbs: tuple[str, ...], call: ArgoCall, names: Sequence[str] = ()) -> list[Need]:
    group = "" if plural.startswith("pods") else ARGO
    namespaced = not plural.startswith("cluster")
    resource = Resource(group, plural, namespaced, sure=True, built_in=not group)
    where = EVERYWHERE if call.command.on("all-namespaces") else call.command.value("namespace")
    return [
        Need((verb,), resource, where, name)
        for verb in verbs
        for name in ([known(at) for at in names if at != _LATEST] if verb in _NAMED else []) or [None]
    ]
