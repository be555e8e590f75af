"""See `rules/duplicate-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.named import NAME_HOLDERS, owner_object
from argolint.model import Template, WorkflowObject
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar


@rule(
    on=(WorkflowObject, Template),
    group="names",
    since="0.1",
    needs=NAME_HOLDERS,
)
def duplicate_name(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """Two templates, steps, tasks, containers, parameters or artifacts of one list have the same name."""
    for names in cx.flow(owner_object(subject)).doubtful_names(subject):
        first: dict[str, Scalar] = {}
        for item in names.items:
            if item.name is None or not item.filled or item.dynamic:
                continue
            earlier = first.setdefault(item.key, item.name)
            if earlier is not item.name:
                yield finding(
                    item.name.span,
                    f"{names.what} `{item.name.text}` is defined twice",
                    labels=[note(earlier.span, "first defined here")],
                    help="rename one of them, or take it away",
                )
