"""See `rules/missing-configmap-key.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.config_maps import has_config_maps, limits_of, parameter_uses, repository_of, variables_of
from argolint.flow.known import known_text
from argolint.kubernetes.containers import Container
from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import mapping
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.config_maps import Use
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template, Invocation, Container),
    group="names",
    severity=Severity.WARNING,
    since="0.1",
    needs=("arguments", "inputs", "synchronization", "env", "artifactRepositoryRef"),
)
def missing_configmap_key(subject: WorkflowObject | Template | Invocation | Container, cx: Context) -> Findings:
    """A parameter, semaphore, variable or artifact store comes from a key that its config map does not have."""
    if not has_config_maps(cx.workspace):
        return
    flow = cx.flow(subject.owner) if isinstance(subject, Container) else cx.flow_of(subject)
    template = subject if isinstance(subject, Template) else None
    if isinstance(subject, Container):
        template = subject.template
    for use, otherwise in _uses(subject, flow):
        data = mapping(use.found.node, "data")
        if data is None or use.key is None or use.has_default:
            continue
        key = known_text(use.key, template, flow)
        if key is None or key in data.entries or "binaryData" in use.found.node.entries:
            continue
        where = use.found.name.span if use.found.name is not None else use.name.span
        yield finding(
            use.key.span,
            f"the ConfigMap `{use.name.text}` has no key `{key}`",
            labels=[note(where, "this ConfigMap", use.found.document.source)],
            help=did_you_mean(key, tuple(data.entries), otherwise),
        )


def _uses(subject: WorkflowObject | Template | Invocation | Container, flow: ObjectFlow) -> Iterator[tuple[Use, str]]:
    if isinstance(subject, Container):
        yield from ((use, "add it there, or say `optional: true`") for use in variables_of(subject, flow))
        return
    for use in parameter_uses(subject, flow):
        yield use, "add it there, or give the parameter a `valueFrom.default`"
    if not isinstance(subject, Invocation):
        yield from ((use, "add it there") for use in limits_of(subject, flow))
    repository = repository_of(subject, flow) if isinstance(subject, WorkflowObject) else None
    if repository is not None:
        yield repository, "add it there"
