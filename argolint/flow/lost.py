"""Tags in arguments that no input takes: Argo drops them with the argument, so what they read is of no account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.supply import undeclared
from argolint.model import CallKind, Invocation
from argolint.names import Resolved

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.reads import Read
    from argolint.model import Artifact, Parameter, Template


def is_lost(read: Read, subject: Template | Invocation, flow: ObjectFlow) -> bool:
    """Whether Argo drops what a tag reads: an item, or a task's output that would be an artifact."""
    if not isinstance(subject, Invocation):
        return False
    arguments = subject.arguments
    given: tuple[Parameter | Artifact, ...]
    if read.name == "item":
        given = (*arguments.parameters, *arguments.artifacts)
    elif subject.kind is CallKind.TASK and read.name.startswith("tasks."):
        given = arguments.artifacts
    else:
        return False
    around = [at for at in given if at.node.start <= read.scalar.start < at.node.end]
    target = flow.target(subject) if around else None
    if not isinstance(target, Resolved):
        return False
    lost = [at.at for at in undeclared(target.target, arguments, lambda name: flow.text(name, subject.caller))]
    return any(at.name is name for at in around for name in lost)
