"""Draws calls: each becomes a box, with all that runs inside; what is missing becomes a box that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.drawing.details import body_facts, body_marks, container_facts, inputs_and_outputs
from argolint.drawing.model import Arrow, ArrowKind, Box, BoxKind, Fact, Mark
from argolint.drawing.order import call_marks, never_runs, set_order, step_order, task_order
from argolint.flow.handlers import EXIT, handlers
from argolint.model import Values
from argolint.model.build import scalar, text
from argolint.model.parts import set_containers
from argolint.names import Dynamic, External, MissingObject, Resolved
from argolint.plan.given import global_values, input_values
from argolint.plan.targets import Targets, unresolved
from argolint.plan.values import Scope
from argolint.syntax.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.flow.analysis import Flows
    from argolint.flow.handlers import Handler
    from argolint.model import Invocation, Template, TemplateRef, WorkflowObject
    from argolint.names import TemplateOutcome
    from argolint.source import Span
    from argolint.syntax.nodes import Node

_DEEPEST: Final = 100
"""Argo ends a run whose templates call each other deeper than this."""
_MOST_BOXES: Final = 1_000
"""Templates that call each other in layers can unfold without measure; beyond this they stay folded."""
_ABSENT: Final = ((Dynamic, BoxKind.DYNAMIC), (External, BoxKind.ELSEWHERE))
_KINDS: Final = {kind.value: kind for kind in BoxKind}


class Region(NamedTuple):
    """A piece of text that a box stands for."""

    item: WorkflowObject
    span: Span


class Picture(NamedTuple):
    """Boxes and arrows, with the text behind each box."""

    boxes: list[Box]
    arrows: list[Arrow]
    regions: dict[str, tuple[Region, ...]]


class Call(NamedTuple):
    """What is about to become a box: a step, a task, a handler, or the start of a run."""

    id: str
    parent: str | None
    title: str
    outcome: TemplateOutcome
    arguments: Values
    wanted: str
    """How the call names the template, for when that is not there."""
    region: Region | None = None
    marks: tuple[Mark, ...] = ()
    facts: tuple[Fact, ...] = ()
    skipped: bool = False


class Pencil:
    """Draws the calls of one run into a picture."""

    def __init__(self, item: WorkflowObject, flows: Flows) -> None:
        self.item = item
        self.targets = Targets(item, flows)
        self.scope = Scope(global_values(item, self.targets.flow), {}, flows.version)
        self.picture = Picture([], [], {})

    def arrow(self, arrow: Arrow) -> None:
        """Add an arrow."""
        self.picture.arrows.append(arrow)

    def box(self, box: Box, *regions: Region | None) -> None:
        """Add a box that stands for these pieces of text."""
        self.picture.boxes.append(box)
        self.picture.regions[box.id] = tuple(at for at in regions if at is not None)

    def call(self, call: Call, outer: Scope, path: tuple[tuple[int, str], ...] = ()) -> None:
        """Add the box of a call, and all that runs inside it."""
        if not isinstance(call.outcome, Resolved):
            self._absent(call)
            return
        template = call.outcome.target
        inputs = input_values(template, call.arguments, outer)
        scope = Scope(outer.globals, inputs, outer.version)
        again = next((key for identity, key in path if identity == id(template)), None)
        marks = [*call.marks, *body_marks(template, scope)]
        if again is None and self._too_much(template, path):
            marks.append(Mark("folded", f"{len(template.calls())} calls inside"))
        own = Region(template.owner, template.node.span)
        box = Box(
            id=call.id,
            parent=call.parent,
            kind=BoxKind.REPEAT if again is not None else _KINDS.get(template.type or "", BoxKind.UNKNOWN),
            title=call.title,
            template=self._named(template, call.title),
            marks=tuple(marks),
            facts=(*call.facts, *inputs_and_outputs(template, inputs), *body_facts(template)),
            skipped=call.skipped,
        )
        self.box(box, call.region, own)
        if again is not None:
            self.arrow(Arrow(call.id, again, ArrowKind.REPEAT, "again"))
        elif not self._too_much(template, path):
            self._inside(template, scope, call.id, (*path, (id(template), call.id)))

    def handler(self, of: str, parent: str | None, key: str, handler: Handler, scope: Scope, owner: WorkflowObject,
                path: tuple[tuple[int, str], ...] = ()) -> None:  # fmt: skip
        """Add what runs beside a workflow or a call when something happens to it."""
        event = handler.title.split("`")[1]
        condition = scalar(handler.node, "expression") if isinstance(handler.node, Mapping) else None
        region = Region(owner, handler.node.span)
        call = Call(key, parent, event, handler.target, handler.arguments or Values(), handler.at.text, region)
        self.call(call, scope, path)
        exits = event in (EXIT, "onExit")
        words = "on exit" if exits else condition.text if condition is not None else event
        self.arrow(Arrow(of, key, ArrowKind.EXIT if exits else ArrowKind.HOOK, words))

    def _too_much(self, template: Template, path: tuple[tuple[int, str], ...]) -> bool:
        """Whether calls inside stay folded; what a run starts with is always opened."""
        crowded = len(self.picture.boxes) > _MOST_BOXES or len(path) > _DEEPEST
        return bool(template.calls()) and bool(path) and crowded

    def _absent(self, call: Call) -> None:
        outcome = call.outcome
        kind = next((kind for of, kind in _ABSENT if isinstance(outcome, of)), BoxKind.MISSING)
        why = unresolved(outcome)
        if isinstance(outcome, MissingObject):
            why = f"{outcome.kind} {outcome.name} is not there"
        facts = (*call.facts, Fact("template", f"{call.wanted}: {why}" if call.wanted else "none is named"))
        wanted = call.wanted if call.wanted != call.title else ""
        self.box(
            Box(call.id, call.parent, kind, call.title, wanted, call.marks, facts, skipped=call.skipped), call.region
        )

    def _named(self, template: Template, title: str) -> str:
        name = template.name.text if template.name is not None else ""
        if template.owner is not self.item and template.inline_of is None:
            owner = template.owner.name
            return f"{owner.text if owner is not None else ''}/{name}"
        return name if name != title else ""

    def _inside(self, template: Template, scope: Scope, key: str, path: tuple[tuple[int, str], ...]) -> None:
        if template.type == "containerSet":
            self._containers(template, key)
        calls = template.calls()
        if not calls:
            return
        ids = _ids(calls, key)
        parents = self._groups(template, key)
        flow = self.targets.flow_of(template.owner)
        for call in calls:
            below = ids[id(call)]
            parent = parents.get(call.group, key)
            made = Call(
                id=below,
                parent=parent,
                title=call.name.text if call.name is not None else "",
                outcome=self.targets.target(call, scope),
                arguments=call.arguments,
                wanted=wanted(call.template, call.template_ref),
                region=Region(template.owner, call.node.span),
                marks=tuple(call_marks(call, scope)),
                skipped=never_runs(call, scope),
            )
            self.call(made, scope, path)
            for index, handler in enumerate(handlers(call, flow)):
                self.handler(below, parent, f"{below}@{index}", handler, scope, template.owner, path)
        if template.tasks:
            found = task_order(flow.graph(template), ids, key)
            for name, ghost in found.missing.items():
                said = (Fact("task", f"{name} is not there"),)
                self.box(Box(ghost, key, BoxKind.MISSING, name, "", facts=said))
            self.picture.arrows.extend(found.arrows)
        else:
            self.picture.arrows.extend(step_order(template, ids, parents))

    def _groups(self, template: Template, key: str) -> dict[int, str]:
        """A box around each group of steps that run side by side, by the group's number."""
        found = {}
        for index, group in enumerate(template.steps if not template.tasks else ()):
            if len(group) > 1:
                found[index] = f"{key}/[{index}]"
                self.box(Box(found[index], key, BoxKind.PARALLEL, "side by side", ""))
        return found

    def _containers(self, template: Template, key: str) -> None:
        for index, container in enumerate(set_containers(template)):
            name = text(container, "name")
            image = text(container, "image")
            marks = (Mark("body", image.text),) if image is not None else ()
            title = name.text if name is not None else ""
            box = Box(f"{key}/({index})", key, BoxKind.CONTAINER, title, "", marks, tuple(container_facts(container)))
            self.box(box, Region(template.owner, container.span))
        self.picture.arrows.extend(set_order(set_containers(template), key))


def wanted(template: Node | None, ref: TemplateRef | None) -> str:
    """How a call names the template that it means."""
    if ref is not None:
        return "/".join(at.text for at in (ref.name, ref.template) if at is not None)
    return getattr(template, "text", "")


def _ids(calls: tuple[Invocation, ...], key: str) -> dict[int, str]:
    """What boxes of calls are called, by the identity of the call; the second of one name bears a number."""
    used: dict[str, int] = {}

    def named() -> Iterator[tuple[int, str]]:
        for call in calls:
            title = call.name.text if call.name is not None else ""
            used[title] = used.get(title, 0) + 1
            yield id(call), f"{key}/{title}" + (f"#{used[title]}" if used[title] > 1 else "")

    return dict(named())
