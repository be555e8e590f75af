"""See `rules/parameter-configmap-label.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.config_maps import TYPE_LABEL, config_map_type, has_config_maps, parameter_uses
from argolint.model import Invocation, Template, WorkflowObject
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_PARAMETER = "Parameter"


@rule(on=(WorkflowObject, Template, Invocation), group="names", since="0.1", needs=("arguments", "inputs"))
def parameter_configmap_label(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """A parameter comes from a config map that is not marked as one for parameters."""
    if not has_config_maps(cx.workspace):
        return
    for use in parameter_uses(subject, cx.flow_of(subject)):
        if config_map_type(use.found) == _PARAMETER:
            continue
        where = use.found.name.span if use.found.name is not None else use.name.span
        yield finding(
            use.name.span,
            f"the ConfigMap `{use.name.text}` is not marked for parameters, so Argo does not find it",
            labels=[note(where, "this ConfigMap", use.found.document.source)],
            help=f"give it the label `{TYPE_LABEL}: {_PARAMETER}`",
        )
