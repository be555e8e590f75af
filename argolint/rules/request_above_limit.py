"""See `rules/request-above-limit.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.kubernetes.amounts import amount
from argolint.kubernetes.containers import Container
from argolint.rules.api import finding, note, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="limits", severity=Severity.WARNING, since="0.1", needs=("resources",))
def request_above_limit(container: Container, cx: Context) -> Findings:
    """A container asks for more of a resource than its own limit lets it have."""
    if "resources" not in container.node.entries:
        return
    limits = container.merged("resources", "limits")
    if not limits:
        return
    flow = cx.flow(container.owner)
    for name, entry in container.merged("resources", "requests").items():
        ceiling = limits[name].value if name in limits else None
        if not isinstance(entry.value, Scalar) or not isinstance(ceiling, Scalar):
            continue
        asked = known_text(entry.value, container.template, flow)
        most = known_text(ceiling, container.template, flow)
        request, limit = amount(asked or ""), amount(most or "")
        if request is not None and limit is not None and request > limit:
            yield finding(
                entry.value.span,
                f"the request of `{asked}` for {name} is above the limit of `{most}`",
                labels=[note(ceiling.span, "the limit")],
                help="lower the request or raise the limit",
            )
