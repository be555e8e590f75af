"""See `rules/invalid-resource-action.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import PLACEHOLDER, is_dynamic
from argolint.flow.manifests import ACTIONS
from argolint.model import Template
from argolint.model.build import text
from argolint.model.parts import body_of
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_LISTED = ", ".join(f"`{action}`" for action in ACTIONS)


@rule(on=Template, group="types", since="0.1", needs=("resource",), basis=Basis.MAP)
def invalid_resource_action(template: Template, cx: Context) -> Findings:
    """The action of a resource template is missing, or none that Argo knows."""
    body = body_of(template, "resource")
    if body is None:
        return
    action = text(body, "action")
    filled = cx.text(action, template) if action is not None else ""
    if filled in ACTIONS or filled.startswith(PLACEHOLDER) or is_dynamic(filled) or not cx.examined(template):
        return
    if action is not None and filled:
        help_ = did_you_mean(filled, ACTIONS, f"the actions are {_LISTED}")
        yield finding(action.span, f"a resource template has no action `{filled}`", help=help_)
    elif not cx.damaged(body):
        said = f"the resource of {template.title} has no action"
        yield finding(template.bodies[0].key.span, said, help=f"set `action` to one of {_LISTED}")
