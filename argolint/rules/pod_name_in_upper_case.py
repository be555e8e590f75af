"""See `rules/pod-name-in-upper-case.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Invocation
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", severity=Severity.WARNING, since="0.1")
def pod_name_in_upper_case(call: Invocation, cx: Context) -> Findings:
    """A step or task runs a pod whose template, and so the pod, has upper case letters in its name."""
    if call.inline is not None:
        return
    target = cx.flow(call.caller.owner).target(call)
    template = target.target if isinstance(target, Resolved) else None
    if template is None or template.name is None or not template.is_pod:
        return
    name = template.name.text
    if name != name.lower():
        at = call.template or (call.template_ref.template if call.template_ref is not None else None)
        yield finding(
            (at or template.name).span,
            f"the pod of {call.title} gets a name with `{name}` in it, and pods have none in upper case",
            labels=[note(template.name.span, "the template", template.owner.document.source)],
            help=f"rename the template to `{name.lower()}`",
        )
