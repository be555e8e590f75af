"""See `rules/invalid-semaphore-limit.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.expressions.whole_numbers import whole_number
from argolint.flow.config_maps import has_config_maps, limits_of, value_of
from argolint.model import Template, WorkflowObject
from argolint.rules.api import finding, note, rule
from argolint.syntax.scalars import ScalarKind, kind

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(WorkflowObject, Template), group="types", since="0.1", needs=("synchronization",))
def invalid_semaphore_limit(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """The limit of a semaphore, as its config map gives it, is no whole number in a text."""
    if not has_config_maps(cx.workspace):
        return
    flow = cx.flow_of(subject)
    for use in limits_of(subject, flow):
        limit = value_of(use, subject if isinstance(subject, Template) else None, flow)
        if use.key is None or limit is None or OPEN in limit.text:
            continue
        if kind(limit) is ScalarKind.INTEGER:
            yield finding(
                use.key.span,
                f"the limit `{use.key.text}` in the ConfigMap `{use.name.text}` is no text: the API server refuses it",
                labels=[note(limit.span, "given here", use.found.document.source)],
                help=f'write it in quotes there: `"{limit.text}"`',
            )
        elif whole_number(limit.text) is None:
            said = f"the limit `{use.key.text}` in the ConfigMap `{use.name.text}` is `{limit.text.strip()}`"
            yield finding(
                use.key.span,
                f"{said}: no whole number",
                labels=[note(limit.span, "given here", use.found.document.source)],
                help='write a number in quotes there, such as `"2"`',
            )
