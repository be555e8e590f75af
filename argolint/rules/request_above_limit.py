"""See `rules/request-above-limit.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.amounts import amount
from argolint.kubernetes.containers import Container
from argolint.model import Template, WorkflowObject
from argolint.rules.api import rule
from argolint.rules.patching import Remark, containers
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.rules.patching import SeenContainer


@rule(
    on=(Container, Template, WorkflowObject),
    group="limits",
    severity=Severity.WARNING,
    since="0.1",
    needs=("resources", "podSpecPatch", "templateDefaults"),
)
def request_above_limit(subject: Container | Template | WorkflowObject, cx: Context) -> Findings:
    """A container asks for more of a resource than its own limit lets it have."""
    return containers(subject, cx, _remarks)


def _remarks(container: SeenContainer) -> Iterator[Remark]:
    limits = container.merged("resources", "limits")
    if not limits:
        return
    for name, entry in container.merged("resources", "requests").items():
        request, limit = entry.value, limits[name].value if name in limits else None
        if not isinstance(request, Scalar) or not isinstance(limit, Scalar):
            continue
        asked, most = container.known(request), container.known(limit)
        wanted, allowed = amount(asked or ""), amount(most or "")
        if wanted is not None and allowed is not None and wanted > allowed:
            said = f"the request of `{asked}` for {name} is above the limit of `{most}`"
            yield Remark(request, said, "lower the request or raise the limit", limit, "the limit")
