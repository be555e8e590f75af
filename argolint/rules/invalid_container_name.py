"""See `rules/invalid-container-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.kubernetes.containers import Role, containers_of
from argolint.kubernetes.names import is_dns_label
from argolint.model import Template
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.kubernetes.containers import Container
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar

_ARGOS_OWN = {Role.SIDECAR: ("main", "wait"), Role.INIT: ("init", "main", "wait")}
_REFUSED_SINCE = (4, 1)


@rule(
    on=Template,
    group="names",
    severity=Severity.WARNING,
    since="0.1",
    needs=("sidecars", "initContainers", "containerSet"),
)
def invalid_container_name(template: Template, cx: Context) -> Findings:
    """A container of a pod has a name that Kubernetes does not take, or that another one has."""
    entries = template.node.entries
    if not ("sidecars" in entries or "initContainers" in entries or "containerSet" in entries):
        return
    first: dict[str, Scalar] = {}
    for container in containers_of(template):
        name = container.name
        if name is None or container.role in (Role.MAIN, Role.SCRIPT, Role.SET) or cx.damaged(name):
            continue
        known = known_text(name, template, cx.flow(template.owner))
        if known is None:
            continue
        before = first.setdefault(known, name)
        if not is_dns_label(known):
            yield from _malformed(container, name, known)
        elif before is not name and container.role is not Role.MEMBER:
            taken = note(before.span, "the first one")
            yield finding(
                name.span,
                f"two containers of the pod are called `{known}`",
                labels=[taken],
                help="rename one of them",
            )
        elif known in _ARGOS_OWN.get(container.role, ()) and not _told_otherwise(container, known, cx):
            yield _taken(name, known)


def _malformed(container: Container, name: Scalar, known: str) -> Findings:
    # What Argo itself refuses as the name of a container in a set has a rule of its own.
    if container.role is not Role.MEMBER or is_dns_label(known.lower()):
        yield finding(
            name.span,
            f"`{known}` is no name of a container",
            help="write at most 63 lower case letters, digits and `-`, a letter or digit first and last",
        )


def _taken(name: Scalar, known: str) -> Finding:
    return finding(name.span, f"the pod has a container `{known}` already: Argo's own", help="choose another name")


def _told_otherwise(container: Container, known: str, cx: Context) -> bool:
    return known == "wait" and container.role is Role.SIDECAR and cx.version >= _REFUSED_SINCE
