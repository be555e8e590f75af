"""See `rules/hook-unknown-template.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.handlers import handlers
from argolint.model import Invocation
from argolint.rules.api import rule
from argolint.rules.wording import unstartable

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="names", since="0.1", needs=("hooks", "onExit"))
def hook_unknown_template(call: Invocation, cx: Context) -> Findings:
    """A hook or `onExit` of a step or task calls a template that is not there."""
    if not call.hooks and call.on_exit is None:
        return
    for handler in handlers(call, cx.flow(call.caller.owner)):
        if handler.fatal and not cx.damaged(handler.node):
            yield from unstartable(handler, call.title, cx)
