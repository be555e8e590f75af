"""See `rules/status-never-seen.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.statuses import compared
from argolint.flow.skipping import goes_on_after
from argolint.model import CallKind, Invocation
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_FAILURES = {"Failed": "Failed", "Error": "Errored"}
_SUCCESS = "Succeeded"


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", needs=("when",))
def status_never_seen(reader: Invocation, cx: Context) -> Findings:
    """A `when` waits for a failure after which its step or task is never reached."""
    when = reader.when
    if when is None or "status" not in when.text or "!=" in when.text or _SUCCESS in when.text:
        return
    calls = {call.name.text: call for call in reader.caller.calls() if call.name is not None}
    for word in compared(when.text, bare_words=True):
        name = word.path.removesuffix(".status").partition(".")[2]
        source, phase = calls.get(name), _FAILURES.get(word.word)
        if source is None or phase is None or source is reader:
            continue
        if not goes_on_after(source, phase, reader, cx.flow(reader.caller.owner)):
            yield finding(
                locate(cx.document.source, when, word.start, word.end),
                f"{reader.title} is never reached when {source.title} ends as `{word.word}`, so this is always false",
                help=_mending(source, phase, name),
            )


def _mending(source: Invocation, phase: str, name: str) -> str:
    field = "failed" if phase == "Failed" else "error"
    if source.kind is CallKind.STEP:
        return f"give {source.title} `continueOn: {{{field}: true}}`"
    return f"wait for it by `depends: {name}.{phase}`, or whatever it ends as"
