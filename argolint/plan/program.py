"""Lowers runs to call trees: every call resolved, every parameter known or with the reason why it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from argolint.flow.handlers import handlers
from argolint.flow.starts import run_starts
from argolint.model import Values
from argolint.model.build import mapping, text
from argolint.names import Resolved
from argolint.plan.conditions import holds, loop, waits
from argolint.plan.given import global_values, input_values
from argolint.plan.needs import needs
from argolint.plan.targets import Targets, unresolved
from argolint.plan.values import Scope
from argolint.syntax.extended import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.model import Template, WorkflowObject
    from argolint.names import TemplateOutcome
    from argolint.plan.linking import Linked

_DEEPEST: Final = 100
"""Argo ends a run whose templates call each other deeper than this."""
_MOST_CALLS: Final = 10_000
"""Templates that call each other in layers can unfold without measure; after so many calls they stay folded."""


def program(linked: Linked, items: list[WorkflowObject]) -> tuple[dict[str, Any], ...]:
    """The runs that objects stand for, in the order of `items`; a library without an entrypoint is none."""
    runs = (_Run(item, linked).data() for item in items)
    return tuple(run for run in runs if run is not None)


def named(item: WorkflowObject) -> dict[str, str]:
    """How the document names an object."""
    name = item.name or item.generate_name
    found = {"kind": item.kind.value, "name": name.text if name is not None else ""}
    return {**found, "namespace": item.namespace} if item.namespace else found


class _Run:
    def __init__(self, item: WorkflowObject, linked: Linked) -> None:
        self.item = item
        self.linked = linked
        self.targets = Targets(item, linked.flows)
        self.flow = self.targets.flow
        self.version = linked.flows.version
        self.globals = global_values(item, self.flow)
        self.calls = 0
        self._used: dict[int, Template] = {}
        """The templates that calls lead to."""

    def data(self) -> dict[str, Any] | None:
        starts = run_starts(self.item, self.flow)
        entry = starts.get("entrypoint")
        template = entry.template if entry is not None else self._library_start()
        if template is None:
            return None
        arguments = entry.arguments if entry is not None else self.item.arguments
        scope = Scope(self.globals, {}, self.version)
        parameters = [
            {"name": name.removeprefix("workflow.parameters."), **found.data()}
            for name, found in self.globals.items()
            if name.startswith("workflow.parameters.")
        ]
        found = {
            "object": named(self.item),
            "source": self._place(self.item, self.item.span.start),
            "parameters": parameters,
            "root": self._call("entrypoint", template.title, Resolved(template), arguments, scope, "main", ()),
        }
        exits = self._exits(starts.get("onExit"), scope)
        if exits:
            found["handlers"] = exits
        needed = self._needs()
        return {**found, "needs": needed} if needed else found

    def _needs(self) -> list[dict[str, Any]]:
        """The objects of the cluster that the run names; a name may hold tags."""
        referenced = self.flow.referenced_object
        objects = [self.item] if referenced is None else [self.item, referenced]
        return [
            {"kind": at.kind, "name": at.name, "optional": at.optional, "source": self._place(at.owner, at.offset)}
            for at in needs(objects, self._used.values(), self.version)
        ]

    def _exits(self, start: Any, scope: Scope) -> list[dict[str, Any]]:
        found = []
        if start is not None:
            at = Resolved(start.template)
            found.append(self._call("onExit", "onExit", at, start.arguments, scope, "onExit", ()))
        hooks = list(handlers(self.item, self.flow))
        referenced = self.flow.referenced_object
        if referenced is not None:
            own = {hook.title for hook in hooks}
            hooks += [at for at in handlers(referenced, self.targets.flow_of(referenced)) if at.title not in own]
        for hook in sorted(hooks, key=lambda at: at.title):
            key = f"hook:{hook.title.split('`')[1]}"
            found.append(self._call("hook", hook.title, hook.target, hook.arguments or Values(), scope, key, ()))
        return found

    def _library_start(self) -> Template | None:
        name = self.item.entrypoint if self.item.is_template else None
        return self.item.template(name.text) if name is not None else None

    def _place(self, item: WorkflowObject, offset: int) -> dict[str, Any]:
        source, offset = place_of(item.document.source, offset)
        position = source.position(offset)
        file = self.linked.file_of(item) if source.path == item.document.source.path else source.path
        return {"file": file, "line": position.line, "column": position.column}

    def _call(
        self,
        kind: str,
        name: str,
        outcome: TemplateOutcome,
        arguments: Values,
        outer: Scope,
        key: str,
        path: tuple[tuple[int, str], ...],
    ) -> dict[str, Any]:
        self.calls += 1
        data: dict[str, Any] = {"id": key, "kind": kind, "name": name}
        if not isinstance(outcome, Resolved):
            return {**data, "template": None, "why": unresolved(outcome)}
        template = outcome.target
        self._used[id(template)] = template
        inputs = input_values(template, arguments, outer)
        data["template"] = {
            "object": named(template.owner),
            "name": template.name.text if template.name is not None else "",
            "type": template.type or "",
            "source": self._place(template.owner, template.span.start),
        }
        data["parameters"] = [
            {"name": at.removeprefix("inputs.parameters."), **found.data()} for at, found in inputs.items()
        ]
        again = next((before for identity, before in path if identity == id(template)), None)
        if again is not None:
            return {**data, "repeats": again}
        if self.calls > _MOST_CALLS or len(path) > _DEEPEST:
            return {**data, "folded": True}
        scope = Scope(self.globals, inputs, self.version)
        if template.type == "suspend":
            body = mapping(template.node, "suspend")
            duration = text(body, "duration") if body is not None else None
            data["suspend"] = scope.value(duration).data() if duration is not None else {}
        children = list(self._children(template, scope, key, (*path, (id(template), key))))
        return {**data, "calls": children} if children else data

    def _children(
        self, template: Template, scope: Scope, key: str, path: tuple[tuple[int, str], ...]
    ) -> Iterator[dict[str, Any]]:
        verdicts = {id(call): holds(call.when, scope) for call in template.calls() if call.when is not None}
        skipped = frozenset(
            call.name.text for call in template.calls() if call.name is not None and verdicts.get(id(call)) is False
        )
        used: dict[str, int] = {}
        flow = self.targets.flow_of(template.owner)
        for call in template.calls():
            title = call.name.text if call.name is not None else ""
            used[title] = used.get(title, 0) + 1
            below = f"{key}/{title}" + (f"#{used[title]}" if used[title] > 1 else "")
            target = self.targets.target(call, scope)
            found = self._call(call.kind.value, title, target, call.arguments, scope, below, path)
            found["source"] = self._place(template.owner, call.span.start)
            if template.steps:
                found["group"] = call.group
            if call.when is not None:
                found["when"] = {"text": call.when.text, "holds": verdicts[id(call)]}
            for field, extra in (("loop", loop(call, scope)), ("depends", waits(call, skipped))):
                if extra is not None:
                    found[field] = extra
            hooks = [
                self._call("hook", at.title, at.target, at.arguments or Values(), scope, f"{below}@{index}", path)
                for index, at in enumerate(handlers(call, flow))
            ]
            yield {**found, "handlers": hooks} if hooks else found
