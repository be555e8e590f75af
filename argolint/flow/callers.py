"""Which kinds of calls lead to a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.names import Resolved

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import CallKind, Template


def calling_kinds(template: Template, flow: ObjectFlow) -> set[CallKind] | None:
    """The kinds of the calls in a run that mean a template; None where a call may mean any template."""
    kinds: set[CallKind] = set()
    for caller in flow.item.all_templates():
        for call in caller.calls():
            target = flow.target(call)
            if not isinstance(target, Resolved):
                return None
            if target.target is template:
                kinds.add(call.kind)
    return kinds
