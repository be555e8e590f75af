"""Templates that call themselves, straight or through others, with no condition on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.depends.logic import outcomes, parse, tasks, verdicts
from argolint.expressions.tags import OPEN
from argolint.expressions.whole_numbers import whole_number
from argolint.graph.circles import circles
from argolint.model import CallKind
from argolint.model.build import value
from argolint.names import Resolved
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import Flows
    from argolint.model import Invocation, Template, WorkflowObject


def endless(item: WorkflowObject, flows: Flows) -> list[list[Invocation]]:
    """Circles of calls that go on for ever, each from its first template on; the last call closes it."""
    templates = {str(id(template)): template for template in item.all_templates()}
    calls: dict[str, dict[str, Invocation]] = {}
    stack = [template for template in templates.values() if template.tasks or template.steps]
    while stack:
        template = stack.pop()
        if str(id(template)) not in calls:
            found = _certain(template, flows)
            calls[str(id(template))] = {str(id(callee)): call for callee, call in found}
            stack.extend(callee for callee, _ in found)
    if not any(calls.values()):
        return []
    places = {key: place for place, key in enumerate(templates)}
    rings: list[list[Invocation]] = []
    for circle in circles({key: list(found) for key, found in calls.items()}):
        own = [key for key in circle if key in places]
        if own:
            start = circle.index(min(own, key=places.__getitem__))
            ring = circle[start:] + circle[:start]
            rings.append([calls[key][following] for key, following in zip(ring, [*ring[1:], ring[0]], strict=True)])
    return rings


def _certain(template: Template, flows: Flows) -> list[tuple[Template, Invocation]]:
    """The templates that a template calls whatever happens, as long as nothing fails."""
    calls = template.calls()
    if not calls or value(template.node, "memoize") is not None:
        return []
    if isinstance(template.body, Mapping) and value(template.body, "target") is not None:
        return []
    found: list[tuple[Template, Invocation]] = []
    flow = flows.of(template.owner)
    for call in calls:
        target = flow.target(call)
        if isinstance(target, Resolved) and target.target.calls_others and _unconditional(call):
            found.append((target.target, call))
    return found


def _unconditional(call: Invocation) -> bool:
    if (call.when is not None and call.when.text.strip() != "true") or call.with_param is not None:
        return False
    if call.with_sequence is not None and not _counts(call.with_sequence):
        return False
    if call.kind is CallKind.STEP or call.depends is None:
        return True
    logic = parse(call.depends.text)
    if logic is None:
        return False
    return verdicts(logic, dict.fromkeys(tasks(logic), outcomes("Succeeded"))) == {True}


def _counts(sequence: Mapping) -> bool:
    """Whether a sequence surely has a number."""
    count = value(sequence, "count")
    if count is None:
        return True
    return isinstance(count, Scalar) and OPEN not in count.text and whole_number(count.text) not in (None, 0)
