"""The order in which Argo looks at the templates of an object, and what has become known by then.

Argo checks a template in full once, at its first call: the entrypoint first, then the exit handler, then every
template in the order written; of tasks, those first that others wait for. Global outputs (`globalName`) and
`workflow.failures` become known on the way, so whether a name may be read depends on this order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import CallKind
from argolint.names import Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template

FAILURES = "workflow.failures"
ANY_ARTIFACT = "workflow.outputs.artifacts.*"


class Order:
    """When each template and call is looked at, when each name appears, and which templates are looked at in full."""

    __slots__ = ("known_from", "seen_at")

    def __init__(self) -> None:
        self.seen_at: dict[int, int] = {}
        """Moment by the identity of a `Template` or `Invocation`."""
        self.known_from: dict[str, int] = {}
        """Moment by name, for `workflow.outputs.*` and `workflow.failures`."""

    def knows(self, name: str, place: object) -> bool:
        """Whether a name is known when Argo looks at a template or call."""
        since = self.known_from.get(name)
        return since is not None and since <= self.seen_at.get(id(place), -1)

    def full(self, template: Template) -> bool:
        """Whether Argo looks at this template in full; of templates that share a name only the first is."""
        return id(template) in self.seen_at


class _Walk:
    def __init__(self, flow: ObjectFlow) -> None:
        self.flow = flow
        self.order = Order()
        self.clock = 0
        self.done: set[tuple[int, str]] = set()

    def learn(self, name: str) -> None:
        self.clock += 1
        self.order.known_from.setdefault(name, self.clock)

    def moment(self, place: object) -> None:
        self.order.seen_at[id(place)] = self.clock

    def run(self, template: Template) -> None:
        """Visit a template and all it calls; a stack of generators, because calls may nest as deep as people write."""
        stack = [self.visit(template)]
        while stack:
            callee = next(stack[-1], None)
            if callee is None:
                stack.pop()
            else:
                stack.append(self.visit(callee))

    def visit(self, template: Template) -> Iterator[Template]:
        key = (id(template.owner), template.name.text if template.name is not None else "")
        if key in self.done:
            return
        self.done.add(key)
        calls = self.flow.graph(template).sorted() if template.tasks else template.calls()
        for call in calls:
            target = self.flow.target(call)
            if isinstance(target, Resolved):
                yield target.target
            if call.kind is CallKind.STEP:
                self.moment(call)
            if isinstance(target, Resolved):
                for name in global_outputs(target.target):
                    if not name.endswith("*"):
                        self.learn(name)
        for task in template.tasks:
            self.moment(task)
        self.moment(template)


def global_outputs(template: Template) -> list[str]:
    """The `workflow.outputs.*` names that a template's outputs make, with `*` for a name known only when it runs."""
    names: list[str] = []
    for kind, items in (
        ("parameters", template.outputs.parameters),
        ("artifacts", template.outputs.artifacts),
    ):
        for item in items:
            if item.global_name is not None:
                name = item.global_name.text
                names.append(f"workflow.outputs.{kind}.{'*' if '{{' in name else name}")
    return names


def order_of(flow: ObjectFlow) -> Order:
    """The order for one object."""
    walk = _Walk(flow)
    item = flow.item
    if item.entrypoint is not None and (template := item.template(flow.text(item.entrypoint))) is not None:
        walk.run(template)
    if item.on_exit is not None:
        walk.learn(FAILURES)
        if flow.version >= (3, 6):
            _open_artifacts(walk)
        if (template := item.template(flow.text(item.on_exit))) is not None:
            walk.run(template)
    for template in item.templates:
        walk.run(template)
    return walk.order


def _open_artifacts(walk: _Walk) -> None:
    for template in walk.flow.item.templates:
        if ANY_ARTIFACT in global_outputs(template):
            walk.learn(ANY_ARTIFACT)
