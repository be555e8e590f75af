"""The drawings of a workspace: one for each object that holds workflows, with the findings on their boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.drawing.build import Call, Pencil, Region
from argolint.drawing.model import Arrow, ArrowKind, Box, BoxKind, Drawing, Fact, Place, Remark
from argolint.flow.handlers import handlers
from argolint.flow.starts import run_starts
from argolint.model import Values
from argolint.model.build import sequence, text
from argolint.names import MissingTemplate, Resolved
from argolint.syntax.extended import place_of
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from argolint.diagnostic import Diagnostic
    from argolint.drawing.build import Picture
    from argolint.flow.analysis import Flows
    from argolint.flow.starts import RunStart
    from argolint.model import Template, WorkflowObject
    from argolint.names import ObjectOutcome, TemplateOutcome
    from argolint.source import SourceFile, Span

_MAIN = "main"


class Artist(NamedTuple):
    """Draws objects of a workspace; `shown` tells how pictures name a file."""

    flows: Flows
    shown: Callable[[str], str]
    diagnostics: Sequence[Diagnostic]

    def draw(self, item: WorkflowObject, entrypoint: str | None = None) -> Drawing:
        """The drawing of an object, from another template than its entrypoint if one is named."""
        pencil = Pencil(item, self.flows)
        _draw_run(pencil, entrypoint)
        name = item.name or item.generate_name
        boxes, loose = self._with_findings(item, pencil.picture)
        return Drawing(
            kind=item.kind.value,
            name=name.text if name is not None else "",
            namespace=item.namespace,
            place=self.place(item.document.source, item.span),
            boxes=boxes,
            arrows=tuple(pencil.picture.arrows),
            remarks=loose,
            texts=tuple((self.shown(source.path), source.text) for source in _sources(item, pencil.picture)),
        )

    def place(self, source: SourceFile, span: Span) -> Place:
        """Where a span stands, blank lines after it left out."""
        length = len(source.text[span.start : span.end].rstrip())
        source, start = place_of(source, span.start)
        line, column = source.position(start)
        return Place(self.shown(source.path), line, column, source.position(max(start + length - 1, start)).line)

    def _with_findings(self, item: WorkflowObject, picture: Picture) -> tuple[tuple[Box, ...], tuple[Remark, ...]]:
        """The boxes, each with the findings of the smallest text that holds them, and the findings on none of them."""
        on: dict[str, list[Remark]] = {}
        loose: list[Remark] = []
        regions = [(box, region) for box, found in picture.regions.items() for region in found]
        files = {region.item.document.source.path for _, region in regions} | {item.document.source.path}
        for one in self.diagnostics:
            if one.file not in files:
                continue
            remark = Remark(one.severity, one.rule, one.message, one.help or "", self.place(one.source, one.span))
            holders = _smallest(one, regions)
            for box in holders:
                on.setdefault(box, []).append(remark)
            if not holders and one.file == item.document.source.path and _within(one.span, item.document.span):
                loose.append(remark)
        boxes = (
            box._replace(
                places=tuple(self.place(at.item.document.source, at.span) for at in picture.regions[box.id]),
                remarks=tuple(on.get(box.id, ())),
            )
            for box in picture.boxes
        )
        return tuple(boxes), tuple(loose)


def _sources(item: WorkflowObject, picture: Picture) -> list[SourceFile]:
    """The files that an object and the boxes of its picture stand in."""
    places = [(item, item.span), *(at for regions in picture.regions.values() for at in regions)]
    sources = (place_of(at.document.source, span.start)[0] for at, span in places)
    return list({source.path: source for source in sources}.values())


def _smallest(one: Diagnostic, regions: Iterable[tuple[str, Region]]) -> list[str]:
    holding = [
        (region.span.end - region.span.start, box)
        for box, region in regions
        if region.item.document.source.path == one.file and _within(one.span, region.span)
    ]
    least = min(holding, default=(0, ""))[0]
    return list(dict.fromkeys(box for size, box in holding if size == least))


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _draw_run(pencil: Pencil, entrypoint: str | None) -> None:
    item = pencil.item
    flow = pencil.targets.flow
    starts = run_starts(item, flow)
    name = entrypoint or _entrypoint(item, flow.referenced_object)
    owner = flow.referenced_object or item
    start = starts.get("entrypoint")
    if name is None and item.workflow_template_ref is None:
        _draw_library(pencil)
        return
    outcome: TemplateOutcome
    found = owner.template(name) if name is not None else None
    if found is None and item.workflow_template_ref is not None and flow.referenced_object is None:
        outcome = _beyond(flow.referenced)
        name = name or wanted_object(item)
    else:
        outcome = Resolved(found) if found is not None else MissingTemplate(name or "", owner)
    arguments = start.arguments if start is not None else item.arguments
    facts = tuple(_run_facts(item))
    pencil.call(Call(_MAIN, None, name or "", outcome, arguments, name or "", facts=facts), pencil.scope)
    _draw_schedule(pencil)
    _draw_exits(pencil, starts.get("onExit"))


def _beyond(outcome: ObjectOutcome) -> TemplateOutcome:
    """What becomes of a start in a WorkflowTemplate that is not at hand."""
    assert not isinstance(outcome, Resolved)
    return outcome


def wanted_object(item: WorkflowObject) -> str:
    """The WorkflowTemplate that an object runs."""
    ref = item.workflow_template_ref
    return ref.name.text if ref is not None and ref.name is not None else ""


def _entrypoint(item: WorkflowObject, referenced: WorkflowObject | None) -> str | None:
    at = item.entrypoint or (referenced.entrypoint if referenced is not None else None)
    return at.text if at is not None else None


def _run_facts(item: WorkflowObject) -> Iterable[Fact]:
    for parameter in item.arguments.parameters:
        name = parameter.name.text if parameter.name is not None else ""
        said = parameter.value.text if isinstance(parameter.value, Scalar) else ""
        yield Fact(f"workflow parameter {name}", said)


def _draw_schedule(pencil: Pencil) -> None:
    """A box for the times at which a CronWorkflow starts."""
    cron = pencil.item.cron
    if cron is None:
        return
    single, listed = text(cron, "schedule"), sequence(cron, "schedules")
    times = [single] if single is not None else listed.items if listed is not None else []
    zone = text(cron, "timezone")
    facts = (Fact("timezone", zone.text),) if zone is not None else ()
    title = " · ".join(at.text for at in times if isinstance(at, Scalar))
    pencil.box(Box("schedule", None, BoxKind.SCHEDULE, title, "", (), facts))
    pencil.arrow(Arrow("schedule", _MAIN, ArrowKind.START))


def _draw_exits(pencil: Pencil, start: RunStart | None) -> None:
    item, flow = pencil.item, pencil.targets.flow
    if start is not None:
        name = start.template.name.text if start.template.name is not None else ""
        region = Region(item, start.at.span)
        call = Call("onExit", None, name, Resolved(start.template), start.arguments, name, region)
        pencil.call(call, pencil.scope)
        pencil.arrow(Arrow(_MAIN, "onExit", ArrowKind.EXIT, "on exit"))
    elif item.on_exit is not None:
        missing = MissingTemplate(item.on_exit.text, item)
        region = Region(item, item.on_exit.span)
        pencil.call(Call("onExit", None, missing.name, missing, Values(), missing.name, region), pencil.scope)
        pencil.arrow(Arrow(_MAIN, "onExit", ArrowKind.EXIT, "on exit"))
    hooks = [(item, at) for at in handlers(item, flow)]
    referenced = flow.referenced_object
    if referenced is not None:
        own = {at.title for _, at in hooks}
        inherited = handlers(referenced, pencil.targets.flow_of(referenced))
        hooks += [(referenced, at) for at in inherited if at.title not in own]
    for index, (owner, hook) in enumerate(hooks):
        pencil.handler(_MAIN, None, f"hook:{index}", hook, pencil.scope, owner)


def _draw_library(pencil: Pencil) -> None:
    """Every template of an object without an entrypoint that no other of its templates calls, then what is left."""
    item = pencil.item
    called = {id(found) for template in item.all_templates() for found in _called(pencil, template)}
    roots = [at for at in item.templates if id(at) not in called]
    drawn: set[int] = set()
    for template in [*roots, *item.templates]:
        if id(template) in drawn:
            continue
        drawn |= _reach(pencil, template)
        title = template.name.text if template.name is not None else ""
        key = f"template:{item.templates.index(template)}"
        pencil.call(Call(key, None, title, Resolved(template), item.arguments, title), pencil.scope)


def _called(pencil: Pencil, template: Template) -> list[Template]:
    flow = pencil.targets.flow
    found = [flow.target(call) for call in template.calls()]
    found += [handler.target for call in template.calls() for handler in handlers(call, flow)]
    return [at.target for at in found if isinstance(at, Resolved)]


def _reach(pencil: Pencil, template: Template) -> set[int]:
    """The template and all of the object that it leads to, by identity."""
    seen: set[int] = set()
    waiting = [template]
    while waiting:
        at = waiting.pop()
        if id(at) not in seen and at.owner is pencil.item:
            seen.add(id(at))
            waiting.extend(_called(pencil, at))
    return seen
