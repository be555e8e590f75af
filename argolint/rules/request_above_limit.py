"""See `rules/request-above-limit.md`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.known import known_text
from argolint.kubernetes.amounts import amount
from argolint.kubernetes.containers import Container
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping
from argolint.rules.api import rule
from argolint.rules.patching import Remark, patched, written
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argolint.flow.patched import PatchedPod
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Entry, Mapping


@rule(
    on=(Container, Template, WorkflowObject),
    group="limits",
    severity=Severity.WARNING,
    since="0.1",
    needs=("resources", "podSpecPatch", "templateDefaults"),
)
def request_above_limit(subject: Container | Template | WorkflowObject, cx: Context) -> Findings:
    """A container asks for more of a resource than its own limit lets it have."""
    if not isinstance(subject, Container):
        yield from patched(subject, cx, _patched)
    elif "resources" in subject.node.entries:
        known = partial(known_text, template=subject.template, flow=cx.flow(subject.owner))
        limits = subject.merged("resources", "limits")
        yield from written(_remarks(subject.merged("resources", "requests") if limits else {}, limits, known))


def _patched(pod: PatchedPod) -> Iterator[Remark]:
    for container in pod.containers():
        yield from _remarks(_amounts(container, "requests"), _amounts(container, "limits"), pod.text)


def _remarks(
    requests: dict[str, Entry], limits: dict[str, Entry], known: Callable[[Scalar], str | None]
) -> Iterator[Remark]:
    for name, entry in requests.items():
        request, limit = entry.value, limits[name].value if name in limits else None
        if not isinstance(request, Scalar) or not isinstance(limit, Scalar):
            continue
        asked, most = known(request), known(limit)
        wanted, allowed = amount(asked or ""), amount(most or "")
        if wanted is not None and allowed is not None and wanted > allowed:
            said = f"the request of `{asked}` for {name} is above the limit of `{most}`"
            yield Remark(request, said, "lower the request or raise the limit", limit, "the limit")


def _amounts(node: Mapping, kind: str) -> dict[str, Entry]:
    resources = mapping(node, "resources")
    found = mapping(resources, kind) if resources is not None else None
    return found.entries if found is not None else {}
