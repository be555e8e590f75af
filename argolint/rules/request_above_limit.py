"""See `rules/request-above-limit.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.flow.patches import read_patch, work_patches
from argolint.kubernetes.amounts import amount
from argolint.kubernetes.containers import Container, Role, containers_of
from argolint.model import Template
from argolint.model.build import mapping, mappings, text
from argolint.rules.api import finding, note, rule
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context
    from argolint.source import Span
    from argolint.syntax.nodes import Entry, Mapping, Node

_MAIN = "main"
_NAMED = (Role.MEMBER, Role.SIDECAR, Role.INIT)


@rule(
    on=(Container, Template),
    group="limits",
    severity=Severity.WARNING,
    since="0.1",
    needs=("resources", "podSpecPatch"),
)
def request_above_limit(subject: Container | Template, cx: Context) -> Findings:
    """A container asks for more of a resource than its own limit lets it have."""
    if isinstance(subject, Template):
        yield from _patched(subject, cx)
    elif "resources" in subject.node.entries:
        limits = subject.merged("resources", "limits")
        requests = subject.merged("resources", "requests") if limits else {}
        for name, entry in requests.items():
            above = _above(entry.value, limits.get(name), subject.template, cx.flow(subject.owner))
            if above is not None:
                yield _finding(name, above, above.request.span, above.limit.span)


def _patched(template: Template, cx: Context) -> Findings:
    """Amounts that are too large only once the template's patch is merged in."""
    flow = cx.flow(template.owner)
    patches = [patch for scalar in work_patches(template) if (patch := read_patch(scalar)).root is not None]
    for container in containers_of(template) if patches else ():
        name = container.name.text if container.role in _NAMED and container.name is not None else _MAIN
        for patch in patches:
            changed = (
                [node for node in mappings(patch.root, "containers") if _is_named(node, name)] if patch.root else []
            )
            for node in changed:
                own = {kind: _amounts(node, kind) for kind in ("limits", "requests")}
                limits = {**container.merged("resources", "limits"), **own["limits"]}
                requests = {**container.merged("resources", "requests"), **own["requests"]}
                for resource, entry in requests.items():
                    if resource not in own["limits"] and resource not in own["requests"]:
                        continue
                    above = _above(entry.value, limits.get(resource), template, flow)
                    if above is not None and not patch.hides(above.request.span) and not patch.hides(above.limit.span):
                        spans = [
                            patch.place(cx.document.source, at.span) if resource in own[kind] else at.span
                            for at, kind in ((above.request, "requests"), (above.limit, "limits"))
                        ]
                        yield _finding(resource, above, spans[0], spans[1])


class _Above(NamedTuple):
    request: Scalar
    limit: Scalar
    asked: str
    most: str


def _above(request: Node, limit: Entry | None, template: Template | None, flow: ObjectFlow) -> _Above | None:
    """A request and the limit that it is above, if both are known."""
    ceiling = limit.value if limit is not None else None
    if not isinstance(request, Scalar) or not isinstance(ceiling, Scalar):
        return None
    asked, most = known_text(request, template, flow), known_text(ceiling, template, flow)
    wanted, allowed = amount(asked or ""), amount(most or "")
    if wanted is None or allowed is None or wanted <= allowed:
        return None
    return _Above(request, ceiling, asked or "", most or "")


def _finding(name: str, above: _Above, request: Span, limit: Span) -> Finding:
    return finding(
        request,
        f"the request of `{above.asked}` for {name} is above the limit of `{above.most}`",
        labels=[note(limit, "the limit")],
        help="lower the request or raise the limit",
    )


def _is_named(node: Mapping, name: str) -> bool:
    said = text(node, "name")
    return said is not None and said.text == name


def _amounts(node: Mapping, kind: str) -> dict[str, Entry]:
    resources = mapping(node, "resources")
    found = mapping(resources, kind) if resources is not None else None
    return found.entries if found is not None else {}
