"""See `rules/invalid-port-name.md`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from argolint.flow.known import known_text
from argolint.kubernetes.containers import Container
from argolint.kubernetes.names import is_port_name
from argolint.model import Template, WorkflowObject
from argolint.model.build import mappings, text
from argolint.rules.api import rule
from argolint.rules.patching import Remark, patched, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argolint.flow.patched import PatchedPod
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar


@rule(
    on=(Container, Template, WorkflowObject),
    group="names",
    since="0.1",
    needs=("ports", "podSpecPatch", "templateDefaults"),
)
def invalid_port_name(subject: Container | Template | WorkflowObject, cx: Context) -> Findings:
    """A port has a name that Kubernetes does not take, or that another port of the container has."""
    if not isinstance(subject, Container):
        yield from patched(subject, cx, _patched)
    elif "ports" in subject.node.entries:
        known = partial(known_text, template=subject.template, flow=cx.flow(subject.owner))
        yield from written(_remarks(subject.node, lambda name: None if cx.damaged(name) else known(name)))


def _patched(pod: PatchedPod) -> Iterator[Remark]:
    for container in pod.containers():
        yield from _remarks(container, pod.text)


def _remarks(container: Mapping, read: Callable[[Scalar], str | None]) -> Iterator[Remark]:
    first: dict[str, Scalar] = {}
    for port in mappings(container, "ports"):
        name = text(port, "name")
        known = read(name) if name is not None else None
        if name is None or not known:
            continue
        if not is_port_name(known):
            help_ = "write at most 15 lower case letters, digits and single dashes, a letter among them"
            yield Remark(name, f"`{known}` is no name of a port", help_)
        elif (before := first.setdefault(known, name)) is not name:
            yield Remark(name, f"two ports are called `{known}`", "rename one of them", before, "the first one")
