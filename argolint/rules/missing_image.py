"""See `rules/missing-image.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.needs import called_from
from argolint.model import Invocation, Kind, Template, WorkflowObject
from argolint.model.build import mapping, text
from argolint.model.parts import body_of
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


@rule(
    on=(Template, Invocation, WorkflowObject),
    group="schema",
    since="0.1",
    needs=("container", "script", "templateRef", "workflowTemplateRef"),
)
def missing_image(subject: Template | Invocation | WorkflowObject, cx: Context) -> Findings:
    """A container or script names no image, and no default of its object gives one."""
    if isinstance(subject, Template):
        yield from _own(subject, cx)
    elif isinstance(subject, Invocation):
        yield from _through_call(subject, cx)
    elif subject.workflow_template_ref is not None and subject.workflow_template_ref.cluster_scope:
        referenced = cx.flow(subject).referenced_object
        if referenced is not None:
            yield from _through(subject.workflow_template_ref.name, referenced.templates, cx)


def _own(template: Template, cx: Context) -> Findings:
    body = body_of(template, "container", "script")
    if (
        body is None
        or cx.damaged(body)
        or cx.damaged(body.get("image"))
        or not _lacks_image(template, cx)
        or _has_default(template)
    ):
        return
    if cx.examined(template):
        kind = template.bodies[0].key
        said = f"the {kind.text} of {template.title} has no image"
        image = body.entries.get("image")
        help_ = f"add `image`, here or under `spec.templateDefaults.{kind.text}`"
        yield finding(kind.span if image is None else image.key.span, said, help=help_)


def _through_call(call: Invocation, cx: Context) -> Findings:
    ref = call.template_ref
    if ref is None or not ref.cluster_scope:
        return
    target = cx.flow(call.caller.owner).target(call)
    if isinstance(target, Resolved):
        yield from _through(ref.template, called_from(target.target, cx.flows), cx)


def _through(at: Scalar | None, templates: Iterable[Template], cx: Context) -> Findings:
    """Argo forgets the defaults of a ClusterWorkflowTemplate when another object refers to it."""
    for template in templates:
        cluster = template.owner.kind is Kind.CLUSTER_WORKFLOW_TEMPLATE
        if at is not None and cluster and _lacks_image(template, cx) and _has_default(template):
            kind = template.bodies[0].key
            there = note(kind.span, "no image here", template.owner.document.source)
            said = f"{template.title} has no image of its own: the defaults of its object do not count here"
            yield finding(at.span, said, labels=[there], help=f"add `image` to its `{kind.text}`")
            return


def _lacks_image(template: Template, cx: Context) -> bool:
    body = body_of(template, "container", "script")
    if body is None:
        return False
    image = text(body, "image")
    return image is None or not cx.text(image, template)


def _has_default(template: Template) -> bool:
    spec = template.owner.spec
    defaults = mapping(spec, "templateDefaults") if spec is not None else None
    body = mapping(defaults, template.bodies[0].key.text) if defaults is not None else None
    return body is not None and text(body, "image") is not None
