"""See `rules/name-too-long.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Kind, WorkflowObject
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


LONGEST = 63
LONGEST_OF_CRON = 52


@rule(on=WorkflowObject, group="limits", since="0.1")
def name_too_long(item: WorkflowObject, _cx: Context) -> Findings:
    """The name of an object is longer than Argo can carry into the labels of what it starts."""
    if item.name is None:
        return
    longest = LONGEST_OF_CRON if item.kind is Kind.CRON_WORKFLOW else LONGEST
    length = len(item.name.text.encode())
    if length > longest:
        yield finding(
            item.name.span,
            f"the name of this {item.kind} is {length} bytes long, and {longest} is the limit",
            help=f"shorten it by {length - longest}",
        )
