"""The templates that a run itself starts, and what it hands to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.flow.globals import merged_parameters
from argolint.flow.supply import unsupplied
from argolint.model import Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.supply import Unsupplied
    from argolint.model import Artifact, Parameter, Template, WorkflowObject
    from argolint.syntax.nodes import Scalar


class RunStart(NamedTuple):
    """A template that a run starts with these arguments; `at` is the scalar that leads to it."""

    template: Template
    arguments: Values
    at: Scalar
    own: Values
    """Those of the arguments that the object itself gives."""

    def holds(self, argument: Parameter | Artifact) -> bool:
        """Whether the object itself gives an argument; others come from what it refers to."""
        return any(argument is given for given in (*self.own.parameters, *self.own.artifacts))

    def unsupplied(self) -> Iterator[Unsupplied]:
        """The inputs that get no value."""
        return unsupplied(self.template, self.arguments, lambda name: name.text)


def run_starts(item: WorkflowObject, flow: ObjectFlow) -> dict[str, RunStart]:
    """What `entrypoint` and `onExit` start, if they name templates that are known.

    The entrypoint of a WorkflowTemplate is left out: whoever submits it brings the arguments. The exit
    handler is handed only the object's own arguments, not those of the WorkflowTemplate that it refers to.
    """
    referenced = flow.referenced_object
    owner = item if item.workflow_template_ref is None else referenced
    if owner is None:
        return {}
    found: dict[str, RunStart] = {}
    if not item.is_template:
        start = _start(item, owner, "entrypoint", _merged(item, referenced))
        if start is not None:
            found["entrypoint"] = start
    start = _start(item, owner, "onExit", item.arguments)
    if start is not None:
        found["onExit"] = start
    return found


def _start(item: WorkflowObject, owner: WorkflowObject, field: str, arguments: Values) -> RunStart | None:
    own, inherited = (item.entrypoint, owner.entrypoint) if field == "entrypoint" else (item.on_exit, owner.on_exit)
    name = own or inherited
    template = owner.template(name.text) if name is not None else None
    ref = item.workflow_template_ref
    at = own or (ref.name if ref is not None else None)
    return RunStart(template, arguments, at, item.arguments) if template is not None and at is not None else None


def _merged(item: WorkflowObject, referenced: WorkflowObject | None) -> Values:
    if referenced is None:
        return item.arguments
    artifacts: dict[str, Artifact] = {}
    for source in (item, referenced):
        for artifact in source.arguments.artifacts:
            if artifact.name is not None:
                artifacts.setdefault(artifact.name.text, artifact)
    return Values(None, tuple(merged_parameters(item, referenced).values()), tuple(artifacts.values()))
