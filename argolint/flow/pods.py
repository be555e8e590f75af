"""What the pods of a template, or of a whole workflow, consist of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.known import known_text
from argolint.flow.needs import called_from
from argolint.kubernetes.containers import Role, containers_of
from argolint.model import Template
from argolint.names import Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import WorkflowObject

_FIRST = "initContainers"
_ARGOS_OWN = {"containers": ("wait", "supervisor"), _FIRST: ("init",)}
_MAIN = "main"
_AGENT = {"http", "plugin"}


def container_names(subject: WorkflowObject | Template, field: str, flow: ObjectFlow) -> frozenset[str] | None:
    """The names of the containers that a patch of `field` may find; None where some are not known."""
    names = set(_ARGOS_OWN[field])
    templates = [subject] if isinstance(subject, Template) else list(_templates(subject, flow))
    for template in templates:
        if template is None:
            return None
        if field != _FIRST and template.type != "containerSet":
            names.add(_MAIN)
        if template.type in _AGENT:
            return None
        for container in containers_of(template):
            if container.name is None or (container.role is Role.INIT) is not (field == _FIRST):
                continue
            known = known_text(container.name, template, flow.flows.of(template.owner))
            if known is None:
                return None
            names.add(known)
    return frozenset(names)


def _templates(item: WorkflowObject, flow: ObjectFlow) -> Iterator[Template | None]:
    """Every template that the object may run, and None for each that is not known."""
    referenced = flow.referenced_object
    if item.workflow_template_ref is not None and referenced is None:
        yield None
    for start in (*item.all_templates(), *(referenced.all_templates() if referenced is not None else ())):
        for template in called_from(start, flow.flows):
            yield template
            inner = flow.flows.of(template.owner)
            if any(not isinstance(inner.target(call), Resolved) for call in template.calls()):
                yield None
