"""See `rules/condition-never-met.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.resource_calls import ResourceCall
from argolint.flow.resource_conditions import conditions
from argolint.nearest import Suggestion, suggestion
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.expressions.selectors import Requirement
    from argolint.flow.resource_calls import ManifestObject
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_EQUAL = ("=", "==", "in")
_NEEDS_FIELD = (*_EQUAL, "exists", ">", "<")


@rule(on=ResourceCall, group="types", severity=Severity.WARNING, since="0.1")
def condition_never_met(call: ResourceCall, cx: Context) -> Findings:
    """A condition of a resource template asks for what objects of that kind never have."""
    if call.action in (None, "delete") or len(call.objects) != 1:
        return
    from argolint.expressions.selectors import parse

    for condition in conditions(call, cx.flow(call.template.owner)):
        selector = parse(condition.text)
        if not condition.exact or selector.problems:
            continue
        for part in selector.requirements:
            wrong = _fault(part, call.objects[0], cx)
            if wrong is not None:
                start, end, said, help_ = wrong
                span = locate(cx.document.source, condition.scalar, start, end)
                yield finding(span, f"`{condition.field}` is never met: {said}", help=help_)


def _fault(part: Requirement, at: ManifestObject, cx: Context) -> tuple[int, int, str, str | None] | None:
    if part.operator not in _NEEDS_FIELD or at.api_version is None or at.kind is None:
        return None
    from argolint.schema.members import member

    path = part.key.split(".")
    found = member(at.api_version, at.kind, path, cx.version, cx.flows.kubernetes)
    if found is None:
        return None
    if found.unknown is not None:
        start = part.start + sum(len(name) + 1 for name in path[: found.unknown])
        name = path[found.unknown]
        meant = Suggestion(name, found.nearest) if found.nearest is not None else None
        inner = ".".join(path[: found.unknown])
        owner = f"`{inner}` of {at.kind}" if inner else at.kind
        return start, start + len(name), f"{owner} has no `{name}`", meant
    if part.operator in _EQUAL and found.words and not set(part.values) & set(found.words):
        known = ", ".join(f"`{word}`" for word in found.words)
        help_ = suggestion(part.values[0], found.words) or f"it is one of {known}"
        return part.start, part.end, f"`{part.key}` of {at.kind} is never `{part.values[0]}`", help_
    return None
