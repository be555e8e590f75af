"""See `rules/invalid-retry-policy.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN, is_dynamic
from argolint.model import Template
from argolint.model.build import mapping, text
from argolint.rules.api import Basis, finding, rule
from argolint.rules.wording import did_you_mean

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_POLICIES = ("Always", "OnFailure", "OnError", "OnTransientError")


@rule(on=Template, group="types", since="0.1", needs=("retryStrategy",), basis=Basis.TEXT)
def invalid_retry_policy(template: Template, cx: Context) -> Findings:
    """The retry policy of a template is none that Argo knows."""
    strategy = mapping(template.node, "retryStrategy")
    policy = text(strategy, "retryPolicy") if strategy is not None else None
    if policy is None or policy.text in _POLICIES or not cx.examined(template, at_every_call=True):
        return
    written = cx.written(policy, template)
    if written in _POLICIES or is_dynamic(written):
        return
    listed = ", ".join(f"`{name}`" for name in _POLICIES)
    if OPEN in policy.text:
        said = "`retryPolicy` cannot be a tag: Argo reads it as it is written"
        yield finding(policy.span, said, help=f"write one of {listed}")
    else:
        help_ = did_you_mean(policy.text, _POLICIES, f"the policies are {listed}")
        yield finding(policy.span, f"there is no retry policy `{policy.text}`", help=help_)
