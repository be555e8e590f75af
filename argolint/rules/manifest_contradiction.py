"""See `rules/manifest-contradiction.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.diagnostic import Severity
from argolint.flow.masking import MARK
from argolint.flow.resource_calls import ResourceCall
from argolint.model.build import mapping, scalar, text
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.resource_calls import ManifestObject
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span

_JOBS = {"Job": ("spec", "template"), "CronJob": ("spec", "jobTemplate", "spec", "template")}
_ENDING = ("Never", "OnFailure")
_POLICIES = ("Always", *_ENDING)
_SERVERS = frozenset({"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"})
_GROUPS = ("batch/", "apps/")


class _Fault(NamedTuple):
    at: Span
    said: str
    help: str


@rule(on=ResourceCall, group="schema", severity=Severity.WARNING, since="0.1")
def manifest_contradiction(call: ResourceCall, cx: Context) -> Findings:
    """The pods of a manifest do not go together with the kind of object that makes them."""
    if not call.writes:
        return
    for at in call.objects:
        if at.kind is None or not (at.api_version or "").startswith(_GROUPS):
            continue
        for fault in _faults(at.kind, at):
            yield finding(at.manifest.place(cx.document.source, fault.at), fault.said, help=fault.help)


def _faults(kind: str, at: ManifestObject) -> Iterator[_Fault]:
    if kind in _JOBS:
        yield from _restarts(kind, _down(at.node, *_JOBS[kind]), _ENDING)
    elif kind in _SERVERS:
        yield from _restarts(kind, _down(at.node, "spec", "template"), ("Always",))
        yield from _selector(kind, at.node)


def _restarts(kind: str, template: Mapping | None, allowed: tuple[str, ...]) -> Iterator[_Fault]:
    entry = template.entries.get("spec") if template is not None else None
    if entry is None or not isinstance(entry.value, Mapping) or any(MARK in name for name in entry.value.entries):
        return
    policy = text(entry.value, "restartPolicy")
    words = " or ".join(f"`{word}`" for word in allowed)
    if policy is not None and policy.text in _POLICIES and policy.text not in allowed:
        said = f"the pods of a {kind} cannot have the restart policy `{policy.text}`: the API server refuses it"
        yield _Fault(policy.span, said, f"write {words}")
    elif policy is None and "Always" not in allowed:
        said = f"the pods of a {kind} need a restart policy, for the usual one, `Always`, is refused"
        yield _Fault(entry.key.span, said, f"add `restartPolicy`: {words}")


def _selector(kind: str, node: Mapping) -> Iterator[_Fault]:
    wanted = _down(node, "spec", "selector", "matchLabels")
    metadata = _down(node, "spec", "template", "metadata")
    given = mapping(metadata, "labels") if metadata is not None else None
    if wanted is None or given is None or any(MARK in name for name in (*wanted.entries, *given.entries)):
        return
    for name, entry in wanted.entries.items():
        label = scalar(given, name)
        value = entry.value
        if not isinstance(value, Scalar) or MARK in value.text or (label is not None and MARK in label.text):
            continue
        if label is None or label.text != value.text:
            said = f"the {kind} selects pods with `{name}: {value.text}`, which its own pods do not have"
            yield _Fault(value.span, said, "give `spec.template.metadata.labels` and the selector the same labels")


def _down(node: Mapping | None, *path: str) -> Mapping | None:
    for name in path:
        node = mapping(node, name) if node is not None else None
    return node
