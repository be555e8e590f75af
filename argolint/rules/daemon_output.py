"""See `rules/daemon-output.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.daemons import is_daemon
from argolint.flow.reads import Read
from argolint.model import Invocation
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule
from argolint.rules.wording import tag_span

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_OUTPUT = lazy_pattern(r"(?:steps|tasks)\.(?P<name>[^.]+)\.(?P<field>outputs\..+|exitCode)")


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1")
def daemon_output(call: Invocation, cx: Context) -> Findings:
    """A step or task reads an output of a daemon, which has none while it runs."""
    flow = cx.flow(call.caller.owner)
    for read in flow.reads(call):
        match = _OUTPUT.fullmatch(read.name) if isinstance(read, Read) else None
        if match is None or not isinstance(read, Read):
            continue
        if any(is_daemon(other, flow) for other in call.caller.calls() if _is_called(other, match["name"])):
            yield finding(
                tag_span(read, cx),
                f"`{match['name']}` is a daemon: it has no `{match['field']}` while it runs",
                help="read its `ip`, or do the work in a step that ends",
            )


def _is_called(call: Invocation, name: str) -> bool:
    return call.name is not None and call.name.text == name
