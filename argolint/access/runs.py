"""The templates that a run may come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.needs import called_from
from argolint.model.build import text
from argolint.model.parts import body_of
from argolint.names import Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template, WorkflowObject
    from argolint.syntax.nodes import Scalar


def run_templates(item: WorkflowObject, flow: ObjectFlow) -> Iterator[tuple[Template, Scalar]]:
    """The templates of a run, its own and those called elsewhere, each with the place that stands for it."""
    seen: set[int] = set()
    for template in item.all_templates():
        if template.bodies:
            yield template, _own_place(template)
    referenced, whole = flow.referenced_object, item.workflow_template_ref
    if referenced is not None and whole is not None and whole.name is not None:
        for template in referenced.all_templates():
            seen.add(id(template))
            yield template, whole.name
    if item.is_template:
        return
    for template in item.all_templates():
        for call in template.calls():
            target = flow.target(call)
            ref = call.template_ref
            if ref is None or ref.template is None or not isinstance(target, Resolved):
                continue
            for called in called_from(target.target, flow.flows):
                if called.owner is not item and id(called) not in seen:
                    seen.add(id(called))
                    yield called, ref.template


def _own_place(template: Template) -> Scalar:
    body = body_of(template, "resource")
    action = text(body, "action") if body is not None else None
    return action if action is not None else template.bodies[0].key
