"""See `rules/unknown-template-ref.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import is_known
from argolint.model import Invocation, Kind
from argolint.names import MissingObject, MissingTemplate
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import no_object, template_help

if TYPE_CHECKING:
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


@rule(on=Invocation, group="names", since="0.1", needs=("templateRef",))
def unknown_template_ref(call: Invocation, cx: Context) -> Findings:
    """A `templateRef` names an object that is not there, or a template that the object does not have."""
    ref, user = call.template_ref, call.caller.owner
    if ref is None or ref.name is None or ref.template is None:
        return
    if user.kind is Kind.CLUSTER_WORKFLOW_TEMPLATE and not ref.cluster_scope:
        return
    outcome = cx.flow(user).named_target(call)
    if isinstance(outcome, MissingObject):
        yield _no_object(outcome, ref.name, cx)
    elif isinstance(outcome, MissingTemplate) and call.inline is None:
        yield _no_template(outcome, ref.template, cx)


def _no_object(missing: MissingObject, at: Scalar, cx: Context) -> Finding:
    if not is_known(missing.name):
        return _too_late(at, f"a {missing.kind}")
    return no_object(missing, at.span, cx)


def _no_template(missing: MissingTemplate, at: Scalar, cx: Context) -> Finding:
    if not is_known(missing.name):
        return _too_late(at, "a template")
    owner = missing.owner
    return finding(
        at.span,
        f"{owner.title} has no template `{missing.name}`",
        labels=[note(owner.span, "the object that is referred to", owner.document.source)],
        help=template_help(missing, cx),
    )


def _too_late(at: Scalar, what: str) -> Finding:
    return finding(
        at.span,
        f"`{at.text}` names {what}, but has no value yet when Argo looks it up",
        help="write the name itself, or take it from a workflow parameter that has a value",
    )
