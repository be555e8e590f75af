"""See `rules/item-outside-loop.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.lost import is_lost
from argolint.flow.reads import Read
from argolint.model import Artifact, Invocation, Parameter, Template
from argolint.rules.api import finding, rule
from argolint.rules.wording import owner_of, tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_HAND_IN = "hand it in as an argument where the step or task loops, and read `{{inputs.parameters.…}}` here"
_LOOP = "add `withItems`, `withParam` or `withSequence`"


@rule(on=(Template, Invocation), group="names", since="0.1")
def item_outside_loop(subject: Template | Invocation, cx: Context) -> Findings:
    """`{{item}}` stands where nothing loops, so it stays as text."""
    if isinstance(subject, Invocation):
        if subject.loops:
            return
    elif subject.inline_of is not None or subject.type is None:
        return
    home, help_ = (subject.title, _LOOP) if isinstance(subject, Invocation) else (subject.title, _HAND_IN)
    named_by_item = {id(output.global_name) for output in _outputs(subject)}
    flow = cx.flow(owner_of(subject).owner)
    for read in flow.reads(subject):
        if not isinstance(read, Read) or read.name != "item" or id(read.scalar) in named_by_item:
            continue
        if not is_lost(read, subject, flow):
            yield finding(tag_span(read, cx), f"`{{{{item}}}}` has no value here: {home} does not loop", help=help_)


def _outputs(subject: Template | Invocation) -> tuple[Parameter | Artifact, ...]:
    return (*subject.outputs.parameters, *subject.outputs.artifacts) if isinstance(subject, Template) else ()
