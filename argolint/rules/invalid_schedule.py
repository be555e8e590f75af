"""See `rules/invalid-schedule.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions import cron, zones
from argolint.model import WorkflowObject
from argolint.model.build import scalar, sequence, text
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import zone_help
from argolint.schema.words import quoted
from argolint.syntax.nodes import Scalar
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span
    from argolint.syntax.nodes import Mapping


@rule(on=WorkflowObject, group="types", since="0.1", needs=("schedules", "schedule"), basis=Basis.TEXT)
def invalid_schedule(item: WorkflowObject, cx: Context) -> Findings:
    """A schedule of a CronWorkflow is none that Argo can read."""
    if item.cron is None:
        return
    zoned = text(item.cron, "timezone") is not None
    for given in _schedules(item.cron, cx):
        schedule = cron.parse(given.text)
        if isinstance(schedule, cron.Fault):
            shown = quoted(given.text) if given.text else "an empty text"
            at = _span(given, schedule.start, schedule.end, cx)
            yield finding(at, f"{shown} is no schedule: {schedule.reason}", help=schedule.help)
        elif schedule.zone is not None:
            start = given.text.index("=") + 1
            at = _span(given, start, start + len(schedule.zone), cx)
            if not zones.known(schedule.zone):
                yield finding(at, f"`{schedule.zone}` is no time zone", help=zone_help(schedule.zone))
            elif zoned:
                yield finding(
                    at,
                    "this schedule has a time zone of its own beside `timezone`, so it never starts",
                    help="take one of the two away",
                )


def _span(given: Scalar, start: int, end: int, cx: Context) -> Span:
    return locate(cx.document.source, given, start, end) if end > start else given.span


def _schedules(block: Mapping, cx: Context) -> Iterator[Scalar]:
    """The schedules that this version of Argo reads; before 3.6 there is one, and it must not be empty."""
    if cx.version >= (3, 6):
        listed = sequence(block, "schedules")
        for node in listed.items if listed is not None else ():
            if isinstance(node, Scalar) and not cx.damaged(node):
                yield node
    if cx.version < (4, 0):
        single = scalar(block, "schedule")
        if single is not None and not cx.damaged(single) and (single.text or cx.version < (3, 6)):
            yield single
