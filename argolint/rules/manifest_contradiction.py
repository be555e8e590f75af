"""See `rules/manifest-contradiction.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.diagnostic import Severity
from argolint.flow.masking import MARK
from argolint.flow.resource_calls import ResourceCall
from argolint.kubernetes.names import is_port_name
from argolint.model import head
from argolint.model.build import mapping, mappings, scalar, sequence, text, value
from argolint.rules.api import finding, rule
from argolint.schema.words import quoted
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.scalars import ScalarKind
from argolint.syntax.scalars import kind as kind_of

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
    """The parts of a manifest do not go together, or one is missing that the kind of object needs."""
    if not call.writes:
        return
    for at in call.objects:
        if at.kind is None or not (at.api_version == "v1" or (at.api_version or "").startswith(_GROUPS)):
            continue
        for fault in _faults(at.kind, at):
            yield finding(at.manifest.place(cx.document.source, fault.at), fault.said, help=fault.help)


def _faults(kind: str, at: ManifestObject) -> Iterator[_Fault]:
    if kind == "CronJob":
        yield from _schedule(at.node)
    if kind in _JOBS:
        yield from _restarts(kind, _down(at.node, *_JOBS[kind]), _ENDING)
    elif kind in _SERVERS:
        yield from _restarts(kind, _down(at.node, "spec", "template"), ("Always",))
        yield from _selector(kind, at.node)
    elif kind in _PARTS:
        spec = mapping(at.node, "spec")
        if spec is not None and not any(MARK in name for name in spec.entries):
            yield from _PARTS[kind](at.node.entries["spec"].key.span, spec)


def _schedule(node: Mapping) -> Iterator[_Fault]:
    spec = mapping(node, "spec")
    given = text(spec, "schedule") if spec is not None else None
    if given is None or MARK in given.text:
        return
    from argolint.expressions import cron  # few manifests have a schedule

    read = cron.parse(given.text)
    if isinstance(read, cron.Fault):
        said = f"{quoted(given.text)} is no schedule: {read.reason}"
        yield _Fault(given.span, said, read.help or "write five fields, such as `0 2 * * *`")


def _service(_at: Span, spec: Mapping) -> Iterator[_Fault]:
    """The ports of a Service: several need names, and a name for a port of a pod has its own form."""
    ports = list(mappings(spec, "ports"))
    for port in ports:
        if any(MARK in name for name in port.entries):
            continue
        if len(ports) > 1 and text(port, "name") is None:
            said = "each of several ports of a Service needs a name: the API server refuses this one"
            yield _Fault(head(port), said, "add a `name`")
        target = scalar(port, "targetPort")
        if (
            target is not None
            and kind_of(target) is ScalarKind.STRING
            and MARK not in target.text
            and not is_port_name(target.text)
        ):
            form = "write a number, or at most 15 lower-case letters, digits and single dashes"
            yield _Fault(target.span, f"`{target.text}` is no name of a port: the API server refuses it", form)


def _claim(at: Span, spec: Mapping) -> Iterator[_Fault]:
    """What the API server asks of a claim."""
    modes = sequence(spec, "accessModes")
    if "accessModes" not in spec.entries or (modes is not None and not modes.items):
        said = "a claim needs at least one access mode: the API server refuses it"
        yield _Fault(at, said, "add `accessModes: [ReadWriteOnce]`")
    requests = _down(spec, "resources", "requests")
    if requests is None and not isinstance(value(spec, "resources"), Scalar):
        yield _Fault(at, "a claim must say how much it asks for", "add `resources: {requests: {storage: 1Gi}}`")


_PARTS: Final = {"Service": _service, "PersistentVolumeClaim": _claim}


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
