"""See `rules/pod-field-without-pod.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template
from argolint.model.build import is_null
from argolint.rules.api import finding, rule
from argolint.syntax.nodes import Sequence

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_FIELDS = ("sidecars", "initContainers", "volumes", "podSpecPatch", "hostAliases", "daemon")
_CALLERS = frozenset({"steps", "dag"})
_WITHOUT_POD = _CALLERS | {"suspend", "http", "plugin"}


@rule(on=Template, group="schema", severity=Severity.WARNING, since="0.1", needs=_FIELDS)
def pod_field_without_pod(template: Template, _cx: Context) -> Findings:
    """A template that runs no pod has a field for pods, which Argo passes over."""
    if template.type not in _WITHOUT_POD or len(template.bodies) != 1:
        return
    for name in _FIELDS:
        entry = template.node.entries.get(name)
        if entry is None or is_null(entry.value) or (isinstance(entry.value, Sequence) and not entry.value.items):
            continue
        yield finding(
            entry.key.span,
            f"`{name}` of {template.title} has no effect: a {template.type} template runs no pod of its own",
            help="set it on the templates that it calls" if template.type in _CALLERS else "take it away",
        )
