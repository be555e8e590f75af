"""Fields that do not come to what they must, once the values known before the run are put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import OPEN, is_known
from argolint.flow.passing import origin, passed_text
from argolint.flow.settings import Setting, spec_settings, template_settings
from argolint.model import Template, WorkflowObject
from argolint.names import Resolved
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation
    from argolint.source import Span


class Unfit(NamedTuple):
    """A field that comes to a text of the wrong form; `at` is where the text comes from."""

    setting: Setting
    text: str
    at: Span
    home: str
    callee: Template | None = None
    """The template that the field is in, where a call passes the text."""


def unfit(subject: WorkflowObject | Template | Invocation, flow: ObjectFlow) -> Iterator[Unfit]:
    """The fields of a spec, a template, or what a step or task calls that do not fit with known values."""
    if isinstance(subject, WorkflowObject):
        if subject.spec is not None:
            yield from _own(spec_settings(subject.spec), None, subject.title, flow)
    elif isinstance(subject, Template):
        yield from _own(_effective(subject), subject, subject.title, flow)
    else:
        yield from _passed(subject, flow)


def _effective(template: Template) -> Iterator[Setting]:
    """The fields of a template that it makes use of: only what runs as a pod can be pending."""
    for setting in template_settings(template.node):
        if template.is_pod or setting.path[0] != "pendingTimeout":
            yield setting


def _own(settings: Iterator[Setting], template: Template | None, home: str, flow: ObjectFlow) -> Iterator[Unfit]:
    for setting in settings:
        scalar = setting.scalar
        text = flow.text(scalar, template) if OPEN in scalar.text else json_text(scalar)
        if is_known(text) and not setting.form.fits(text):
            yield Unfit(setting, text, scalar.span, home)


def _passed(call: Invocation, flow: ObjectFlow) -> Iterator[Unfit]:
    target = flow.target(call)
    callee = target.target if isinstance(target, Resolved) else None
    if callee is None or not callee.inputs.parameters:
        return
    for setting in template_settings(callee.node):
        scalar = setting.scalar
        if OPEN not in scalar.text:
            continue
        text = passed_text(flow, scalar, call, callee)
        if is_known(text) and not setting.form.fits(text):
            own = flow.flows.of(callee.owner).text(scalar, callee)
            if not is_known(own) or setting.form.fits(own):
                yield Unfit(setting, text, origin(call, scalar), call.title, callee)
