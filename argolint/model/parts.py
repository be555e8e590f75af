"""Parts of a template that only some have, such as metrics, and what messages call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model.build import mapping, mappings, sequence, text
from argolint.model.views import WorkflowObject, head
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from argolint.model.views import Artifact, Parameter, Template
    from argolint.source import Span
    from argolint.syntax.nodes import Node


def body_of(template: Template, *types: str) -> Mapping | None:
    """The map under a template's type, if the type is one of these."""
    bodies = template.bodies
    if len(bodies) != 1 or bodies[0].key.text not in types:
        return None
    body = bodies[0].value
    return body if isinstance(body, Mapping) else None


def set_containers(template: Template) -> list[Mapping]:
    """The containers of a containerSet template."""
    body = body_of(template, "containerSet")
    return list(mappings(body, "containers")) if body is not None else []


def metrics_of(subject: Template | WorkflowObject) -> list[Mapping]:
    """The Prometheus metrics that a template or a whole workflow emits."""
    holder = subject.spec if isinstance(subject, WorkflowObject) else subject.node
    metrics = mapping(holder, "metrics") if holder is not None else None
    return list(mappings(metrics, "prometheus")) if metrics is not None else []


def schedules_of(item: WorkflowObject) -> list[Scalar]:
    """The schedules of a CronWorkflow, in both of the fields that may hold them."""
    if item.cron is None:
        return []
    listed = sequence(item.cron, "schedules")
    held = (text(item.cron, "schedule"), *(listed.items if listed is not None else ()))
    return [at for at in held if isinstance(at, Scalar)]


def named(what: str, name: Scalar | None) -> str:
    """How a message calls a thing that may lack a name, such as artifact `a`."""
    return f"{what} `{name.text}`" if name is not None else f"{what} without a name"


def place_of(item: Parameter | Artifact) -> Span:
    """Where a parameter or artifact is named, or where it stands if it has no name."""
    return place(item.name, item.node)


def place(scalar: Scalar | None, node: Node) -> Span:
    """The place of a scalar, or of the node that lacks it."""
    return scalar.span if scalar is not None else head(node)
