"""See `rules/created-twice.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.resource_calls import resource_call
from argolint.model import Invocation
from argolint.model.build import text
from argolint.model.views import LOOP_FIELDS
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.model import Template
    from argolint.rules.api import Findings, Note
    from argolint.rules.context import Context


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", needs=LOOP_FIELDS)
def created_twice(call: Invocation, cx: Context) -> Findings:
    """A loop creates an object of the same name in each round, which only the first can do."""
    if not call.loops or (call.with_items is not None and len(call.with_items.items) < 2):
        return
    target = cx.flow(call.caller.owner).target(call)
    if not isinstance(target, Resolved) or target.target.type != "resource":
        return
    for name, label in _fixed_names(target.target, cx):
        yield finding(
            call.span,
            f"each round of {call.title} creates `{name}`, and the second finds it there already",
            labels=[label],
            help="make the name different in each round by way of an input, or use `generateName` or `apply`",
        )


def _fixed_names(template: Template, cx: Context) -> list[tuple[str, Note]]:
    """The names that are the same whatever the inputs are, with their places."""
    made = resource_call(template, cx.flow(template.owner))
    if made is None or made.action != "create" or made.flags:
        return []
    source = template.owner.document.source
    found = []
    for at in made.objects:
        name = text(at.metadata, "name") if at.metadata is not None else None
        if name is not None and at.name is not None and at.namespace is not None:
            place = at.manifest.place(source, name.span)
            found.append((at.name, note(place, "the name stands here", source)))
    return found
