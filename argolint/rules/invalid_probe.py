"""See `rules/invalid-probe.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.kubernetes.containers import Container, Role
from argolint.model.build import mapping, scalar, text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span
    from argolint.syntax.nodes import Mapping

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
HANDLERS = ("exec", "grpc", "httpGet", "tcpSocket")
HOOKS = ("postStart", "preStop")
HOOK_HANDLERS = ("exec", "httpGet", "sleep", "tcpSocket")
_ALWAYS = "Always"


@rule(on=Container, group="schema", since="0.1", needs=("livenessProbe", "readinessProbe", "startupProbe", "lifecycle"))
def invalid_probe(container: Container, cx: Context) -> Findings:
    """A probe or lifecycle hook of a container does nothing, or stands where Kubernetes refuses it."""
    entries = container.node.entries
    for field in PROBES:
        probe = mapping(container.node, field) if field in entries else None
        if probe is None or cx.damaged(probe):
            continue
        key = entries[field].key
        yield from _handler(probe, key.span, field, HANDLERS)
        threshold = scalar(probe, "successThreshold")
        if field != "readinessProbe" and threshold is not None and threshold.text not in ("0", "1"):
            yield finding(
                threshold.span,
                f"`successThreshold` of `{field}` must be 1",
                help="write `1`, or leave it out",
            )
        if _runs_once(container):
            yield finding(
                key.span,
                f"{container.title} ends before the pod runs: it takes no `{field}`",
                help="take it away",
            )
    lifecycle = mapping(container.node, "lifecycle") if "lifecycle" in entries else None
    for field in HOOKS if lifecycle is not None else ():
        hook = mapping(lifecycle, field) if lifecycle is not None else None
        if lifecycle is not None and hook is not None and not cx.damaged(hook):
            yield from _handler(hook, lifecycle.entries[field].key.span, field, HOOK_HANDLERS)


def _handler(holder: Mapping, at: Span, field: str, handlers: tuple[str, ...]) -> Findings:
    if not any(mapping(holder, name) is not None for name in handlers):
        listed = ", ".join(f"`{name}`" for name in handlers)
        yield finding(at, f"`{field}` does not say what to do", help=f"add one of {listed}")


def _runs_once(container: Container) -> bool:
    if container.role is not Role.INIT:
        return False
    policy = text(container.node, "restartPolicy")
    return policy is None or policy.text != _ALWAYS
