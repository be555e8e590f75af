"""See `rules/missing-configmap-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.config_maps import has_config_maps, parameter_uses
from argolint.flow.known import known_text
from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import mapping
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template, Invocation),
    group="names",
    severity=Severity.WARNING,
    since="0.1",
    needs=("arguments", "inputs"),
)
def missing_configmap_key(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A parameter comes from a key that its config map does not have."""
    if not has_config_maps(cx.workspace):
        return
    flow = cx.flow_of(subject)
    for use in parameter_uses(subject, flow):
        data = mapping(use.found.node, "data")
        if data is None or use.key is None or use.has_default:
            continue
        key = known_text(use.key, subject if isinstance(subject, Template) else None, flow)
        if key is None or key in data.entries:
            continue
        where = use.found.name.span if use.found.name is not None else use.name.span
        yield finding(
            use.key.span,
            f"the ConfigMap `{use.name.text}` has no key `{key}`",
            labels=[note(where, "this ConfigMap", use.found.document.source)],
            help=did_you_mean(key, tuple(data.entries), "add it there, or give the parameter a `valueFrom.default`"),
        )
