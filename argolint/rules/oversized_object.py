"""See `rules/oversized-object.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.sizes import NODE_BYTES, run_nodes, text_bytes
from argolint.model import WorkflowObject
from argolint.model.views import LOOP_FIELDS
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.model import Invocation
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.source import Span

LARGE = 512 * 1024
"""Half of what Argo's controller lets a workflow with its status come to (`MAX_WORKFLOW_SIZE`)."""

_SPLIT = "start a workflow of its own for each part of the loop, or let Argo keep the status of nodes in a database"
_SHORTEN = "keep long texts in artifacts, images or config maps, and call one template with arguments, not many alike"


@rule(on=WorkflowObject, group="limits", severity=Severity.WARNING, since="0.1", needs=("templates",))
def oversized_object(item: WorkflowObject, cx: Context) -> Findings:
    """An object grows so large, with the nodes of its loops, that the cluster may not store it."""
    text = text_bytes(item, LARGE)
    nodes, loop = run_nodes(item, cx.flow(item)) if _may_loop(item) else (0, None)
    size = text + nodes * NODE_BYTES
    if size < LARGE:
        return
    grown = f"{item.title} takes up about {size // 1024:,} KiB in the cluster"
    end = "and Argo stops at 1,024"
    if loop is None or text > nodes * NODE_BYTES:
        yield finding(item.span, f"{grown}, {end}", help=_SHORTEN)
    else:
        place = _loop_field(loop)
        yield finding(place, f"with the status of {nodes:,} nodes {grown}, {end}: most come from here", help=_SPLIT)


def _may_loop(item: WorkflowObject) -> bool:
    """A look at the text, which is cheaper than one at each step and task."""
    text, node = item.document.source.text, item.node
    return any(text.find(field, node.start, node.end) >= 0 for field in LOOP_FIELDS)


def _loop_field(loop: Invocation) -> Span:
    return next(entry.key.span for name, entry in loop.node.entries.items() if name in LOOP_FIELDS)
