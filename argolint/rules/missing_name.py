"""See `rules/missing-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.named import NAME_HOLDERS, owner_object
from argolint.model import Template, WorkflowObject, head
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template),
    group="names",
    since="0.1",
    needs=NAME_HOLDERS,
)
def missing_name(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """A template, step, task, container, parameter or artifact has no name."""
    for names in cx.flow(owner_object(subject)).doubtful_names(subject):
        for item in names.items:
            if not item.filled and not cx.damaged(item.node):
                at = item.name or item.node.get("name")
                yield finding(
                    at.span if at is not None and at.end > at.start else head(item.node),
                    f"{_article(names.what)} {names.what} has no name",
                    help="give it a `name`",
                )


def _article(noun: str) -> str:
    return "an" if noun[0] in "aio" else "a"
