"""See `rules/invalid-port-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.kubernetes.containers import Container
from argolint.kubernetes.names import is_port_name
from argolint.model import Template, WorkflowObject
from argolint.model.build import mappings, text
from argolint.rules.api import rule
from argolint.rules.patching import Remark, containers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.rules.patching import SeenContainer
    from argolint.syntax.nodes import Scalar


@rule(
    on=(Container, Template, WorkflowObject),
    group="names",
    since="0.1",
    needs=("ports", "podSpecPatch", "templateDefaults"),
)
def invalid_port_name(subject: Container | Template | WorkflowObject, cx: Context) -> Findings:
    """A port has a name that Kubernetes does not take, or that another port of the container has."""
    return containers(subject, cx, _remarks)


def _remarks(container: SeenContainer) -> Iterator[Remark]:
    first: dict[str, Scalar] = {}
    for port in mappings(container.node, "ports"):
        name = text(port, "name")
        known = container.known(name) if name is not None else None
        if name is None or not known:
            continue
        if not is_port_name(known):
            help_ = "write at most 15 lower case letters, digits and single dashes, a letter among them"
            yield Remark(name, f"`{known}` is no name of a port", help_)
        elif (before := first.setdefault(known, name)) is not name:
            yield Remark(name, f"two ports are called `{known}`", "rename one of them", before, "the first one")
