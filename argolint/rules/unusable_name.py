"""See `rules/unusable-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.labels import is_object_name
from argolint.flow.config_maps import cache_name
from argolint.flow.known import known_text
from argolint.model import Template, WorkflowObject
from argolint.model.build import mapping, text
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping, Scalar

_NAMES = {
    "serviceAccountName": "service account",
    "podPriorityClassName": "priority class",
    "priorityClassName": "priority class",
}


@rule(on=(WorkflowObject, Template), group="names", since="0.1", needs=(*_NAMES, "memoize"))
def unusable_name(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """What a pod or Argo needs is asked for under a name that no object can have."""
    template = subject if isinstance(subject, Template) else None
    holder = subject.node if isinstance(subject, Template) else subject.spec
    if holder is None or cx.damaged(holder):
        return
    flow = cx.flow_of(subject)
    for name, what in _asked(holder, template):
        known = known_text(name, template, flow)
        if known and not is_object_name(known) and not cx.damaged(name):
            yield finding(
                name.span,
                f"no {what} can be called `{known}`",
                help="names are written in lower case letters, digits, `-` and `.`, a letter or digit first and last",
            )


def _asked(holder: Mapping, template: Template | None) -> Iterator[tuple[Scalar, str]]:
    executor = mapping(holder, "executor")
    for field, what in _NAMES.items():
        name = text(holder, field)
        if name is not None:
            yield name, what
    account = text(executor, "serviceAccountName") if executor is not None else None
    if account is not None:
        yield account, "service account"
    cache = cache_name(template) if template is not None else None
    if cache is not None:
        yield cache, "config map"
