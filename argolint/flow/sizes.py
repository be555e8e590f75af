"""How large an object grows in the cluster: its own text as JSON, and a node of status for each call that it runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.json_lists import read_list
from argolint.expressions.tags import is_known
from argolint.expressions.whole_numbers import whole_number
from argolint.flow.known import known_text
from argolint.model.build import value
from argolint.names import Resolved
from argolint.syntax.nodes import Mapping, Scalar
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation, Template, WorkflowObject
    from argolint.syntax.nodes import Node

NODE_BYTES = 80
"""What the status of a node takes up once Argo has packed it: 65 in a bare loop, 80 with an argument and an output."""

_GROWTH = 3
"""How many times longer than its YAML an object is as JSON at most, but for freak ones."""

_SEPARATOR, _QUOTES, _BRACKETS = 1, 2, 2


class Nodes(NamedTuple):
    """How many nodes an object runs at least, and the loop in it that makes most of them."""

    total: int
    loop: Invocation | None


def text_bytes(item: WorkflowObject, least: int) -> int:
    """The size of an object as JSON where it may come to `least`, and 0 where its text is too short for that."""
    node = item.node
    return _json_bytes(node, {}) if (node.end - node.start) * _GROWTH >= least else 0


def _json_bytes(node: Node, known: dict[int, int]) -> int:
    """What stands under an anchor is the same node wherever its alias is, so it is measured once."""
    size = known.get(id(node))
    if size is None:
        if isinstance(node, Scalar):
            size = len(json.dumps(node.text, ensure_ascii=False).encode(errors="replace"))
        elif isinstance(node, Mapping):
            entries = node.entries.values()
            size = _BRACKETS + sum(
                len(entry.key.text) + _QUOTES + 2 * _SEPARATOR + _json_bytes(entry.value, known) for entry in entries
            )
        else:
            size = _BRACKETS + sum(_SEPARATOR + _json_bytes(item, known) for item in node.items)
        known[id(node)] = size
    return size


def run_nodes(item: WorkflowObject, flow: ObjectFlow) -> Nodes:
    """The nodes of a run that starts at the entrypoint, or at the largest template where nothing says which."""
    counter = _Counter(item)
    entrypoint = item.template(flow.text(item.entrypoint)) if item.entrypoint is not None else None
    starts = (entrypoint,) if entrypoint is not None else item.templates
    return Nodes(max((counter.nodes(start, flow) for start in starts), default=0), counter.largest)


class _Counter:
    """Counts the nodes below each template once."""

    def __init__(self, item: WorkflowObject) -> None:
        self._item = item
        self._known: dict[int, int] = {}
        self._most = 0
        self.largest: Invocation | None = None

    def nodes(self, template: Template, flow: ObjectFlow) -> int:
        """A template's own node and those of all that it calls; a call of itself counts as one."""
        known = self._known.get(id(template))
        if known is None:
            self._known[id(template)] = 1
            known = 1 + len(template.steps) + sum(self._of_call(call, flow) for call in template.calls())
            self._known[id(template)] = known
        return known

    def _of_call(self, call: Invocation, flow: ObjectFlow) -> int:
        target = flow.target(call)
        each = 1
        # A condition may leave out all that lies below, but not the nodes of the calls themselves.
        if call.when is None and isinstance(target, Resolved):
            each = self.nodes(target.target, flow.flows.of(target.target.owner))
        rounds = _rounds(call, flow) if call.loops else 1
        if rounds > 1 and rounds * each > self._most and call.caller.owner is self._item:
            self._most, self.largest = rounds * each, call
        return rounds * each


def _rounds(call: Invocation, flow: ObjectFlow) -> int:
    """How often a loop runs as far as that is known, and otherwise once."""
    if call.with_items is not None:
        return len(call.with_items.items)
    if call.with_param is not None:
        text = known_text(call.with_param, call.caller, flow)
        return len(read_list(text) or ()) if text is not None else 1
    count = _bound(call, "count", flow)
    if count is not None:
        return max(count, 0)
    end, start = _bound(call, "end", flow), _bound(call, "start", flow)
    return abs(end - (start or 0)) + 1 if end is not None else 1


def _bound(call: Invocation, field: str, flow: ObjectFlow) -> int | None:
    bound = value(call.with_sequence, field) if call.with_sequence is not None else None
    if not isinstance(bound, Scalar):
        return None
    filled = flow.text(bound, call.caller) if "{{" in bound.text else json_text(bound)
    return whole_number(filled) if is_known(filled) else None
