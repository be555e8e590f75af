"""See `rules/request-above-limit.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.flow.patched import patched_containers, patched_templates
from argolint.kubernetes.amounts import amount
from argolint.kubernetes.containers import Container
from argolint.model import Template, WorkflowObject
from argolint.rules.api import finding, note, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context
    from argolint.source import Span
    from argolint.syntax.nodes import Node


@rule(
    on=(Container, WorkflowObject, Template),
    group="limits",
    severity=Severity.WARNING,
    since="0.1",
    needs=("resources", "podSpecPatch", "templateDefaults"),
)
def request_above_limit(subject: Container | WorkflowObject | Template, cx: Context) -> Findings:
    """A container asks for more of a resource than its own limit lets it have."""
    if not isinstance(subject, Container):
        for template in patched_templates(subject):
            yield from _patched(template, cx)
    elif "resources" in subject.node.entries:
        limits = subject.merged("resources", "limits")
        requests = subject.merged("resources", "requests") if limits else {}
        for name, entry in requests.items():
            limit = limits.get(name)
            if limit is None:
                continue
            above = _above(entry.value, limit.value, subject.template, cx.flow(subject.owner))
            if above is not None:
                yield _finding(name, above, above.request.span, above.limit.span)


def _patched(template: Template, cx: Context) -> Findings:
    """Amounts that are too large only once the patches of a template are merged in."""
    flow = cx.flow(template.owner)
    for container in patched_containers(template):
        limits, requests = container.amounts("limits"), container.amounts("requests")
        for name, request in requests.items():
            limit = limits.get(name)
            if limit is None or request.patch is limit.patch is None or request.is_hidden or limit.is_hidden:
                continue
            above = _above(request.node, limit.node, template, flow)
            if above is not None:
                source = cx.document.source
                yield _finding(name, above, request.place(source), limit.place(source))


class _Above(NamedTuple):
    request: Scalar
    limit: Scalar
    asked: str
    most: str


def _above(request: Node, limit: Node, template: Template | None, flow: ObjectFlow) -> _Above | None:
    """A request and the limit that it is above, if both are known."""
    if not isinstance(request, Scalar) or not isinstance(limit, Scalar):
        return None
    asked, most = known_text(request, template, flow), known_text(limit, template, flow)
    wanted, allowed = amount(asked or ""), amount(most or "")
    if wanted is None or allowed is None or wanted <= allowed:
        return None
    return _Above(request, limit, asked or "", most or "")


def _finding(name: str, above: _Above, request: Span, limit: Span) -> Finding:
    return finding(
        request,
        f"the request of `{above.asked}` for {name} is above the limit of `{above.most}`",
        labels=[note(limit, "the limit")],
        help="lower the request or raise the limit",
    )
