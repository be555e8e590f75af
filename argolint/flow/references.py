"""What the outputs of steps and dag templates refer to, and why that cannot be found when they run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.tags import CLOSE, OPEN, scan
from argolint.flow.scopes import Place, Scope, fault

if TYPE_CHECKING:
    from argolint.expressions.tags import Tag
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template

NODE_ROOTS = ("steps.", "tasks.")
_CHECKED_ROOTS = (*NODE_ROOTS, "inputs.")
_FILLED_BEFORE = ("inputs.parameters.", "workflow.")
_TEXTS = (".outputs.parameters.", ".outputs.result")


class ReferenceFault(NamedTuple):
    """Why a reference finds nothing, and which part of its text says so."""

    start: int
    end: int
    reason: str
    candidates: tuple[str, ...] = ()
    help: str | None = None


def reference_fault(text: str, template: Template, flow: ObjectFlow, *, artifact: bool) -> ReferenceFault | None:
    """Why the `parameter` or (of an artifact) the `from` of an output cannot be resolved when it runs."""
    if OPEN not in text:
        return _bare(text.strip(), text, template, flow, artifact)
    tags, _ = scan(text)
    alone = len(tags) == 1 and text.startswith(OPEN) and text.endswith(CLOSE)
    for tag in tags:
        found = _tag(tag, alone, artifact)
        if found is not None:
            reason, help_ = found
            return ReferenceFault(tag.start, tag.end, reason, (), help_)
    return None


def _tag(tag: Tag, alone: bool, artifact: bool) -> tuple[str, str] | None:
    name = tag.name
    if tag.is_expression:
        if artifact or "'" in name or '"' in name:
            return None
        return (
            "an expression tag is not understood here",
            "write it under `expression`, without braces",
        )
    if name.startswith(NODE_ROOTS):
        if not alone:
            return "a reference cannot have text around it", "build texts with `expression`"
        return _kind_fault(name, artifact)
    if alone and not artifact and name.startswith(_FILLED_BEFORE):
        reason = "the tag becomes its value before the reference is looked up"
        if name.startswith("inputs."):
            return reason, f"write `{name}` without braces"
        return reason, "pass it in as an input, and name that without braces"
    return None


def _kind_fault(name: str, artifact: bool) -> tuple[str, str] | None:
    if artifact and (any(part in name for part in _TEXTS) or name.startswith("inputs.parameters.")):
        return f"`{name}` is a text, no artifact", "name an output artifact"
    return None


def _bare(name: str, text: str, template: Template, flow: ObjectFlow, artifact: bool) -> ReferenceFault | None:
    start = text.find(name)
    wrong_kind = _kind_fault(name, artifact)
    if wrong_kind is not None:
        return ReferenceFault(start, start + len(name), wrong_kind[0], (), wrong_kind[1])
    if name.startswith("workflow.") or name.endswith(".status"):
        return None
    if not name.startswith(_CHECKED_ROOTS):
        root = "steps" if template.type == "steps" else "tasks"
        help_ = f"name an output, such as `{root}.NAME.outputs.parameters.NAME`"
        return ReferenceFault(start, start + len(name), f"`{name}` names nothing", (), help_)
    found = fault(name, Scope(flow, template, Place.OUTPUTS))
    if found is None:
        return None
    reason = f"`{name}` names nothing: {found.reason}"
    return ReferenceFault(start, start + len(name), reason, found.candidates, found.help)
