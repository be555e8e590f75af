"""See `rules/invalid-port-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.known import known_text
from argolint.kubernetes.containers import Container
from argolint.kubernetes.names import is_port_name
from argolint.model.build import mappings, text
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


@rule(on=Container, group="names", since="0.1", needs=("ports",))
def invalid_port_name(container: Container, cx: Context) -> Findings:
    """A port has a name that Kubernetes does not take, or that another port of the container has."""
    if "ports" not in container.node.entries:
        return
    first: dict[str, Scalar] = {}
    for port in mappings(container.node, "ports"):
        name = text(port, "name")
        known = known_text(name, container.template, cx.flow(container.owner)) if name is not None else None
        if name is None or not known or cx.damaged(name):
            continue
        if not is_port_name(known):
            help_ = "write at most 15 lower case letters, digits and single dashes, a letter among them"
            yield finding(name.span, f"`{known}` is no name of a port", help=help_)
        elif (before := first.setdefault(known, name)) is not name:
            taken = note(before.span, "the first one")
            yield finding(name.span, f"two ports are called `{known}`", labels=[taken], help="rename one of them")
