"""See `rules/unknown-template.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import is_known
from argolint.model import Invocation
from argolint.names import MissingTemplate
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import template_help

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_LATE = "choose between steps with `when`, or use `templateRef`, whose `template` may come from an input"


@rule(on=Invocation, group="names", since="0.1", needs=("template",), basis=Basis.NAMES)
def unknown_template(call: Invocation, cx: Context) -> Findings:
    """A step or task calls a template that its object does not have."""
    if call.template is None or call.template_ref is not None:
        return
    outcome = cx.flow(call.caller.owner).named_target(call)
    if not isinstance(outcome, MissingTemplate):
        return
    if is_known(outcome.name):
        message = f"{outcome.owner.title} has no template `{outcome.name}`"
        yield finding(call.template.span, message, help=template_help(outcome, cx))
    else:
        message = f"`{call.template.text}` names a template, but has no value when Argo looks it up"
        yield finding(call.template.span, message, help=_LATE)
