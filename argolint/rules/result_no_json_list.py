"""See `rules/result-no-json-list.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.skipping import bare, source_of
from argolint.model import Invocation
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.scripts.languages import PYTHON
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_MENDING = 'print JSON, such as `["a", "b"]`; in Python by `print(json.dumps(names))`'


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", needs=("withParam",))
def result_no_json_list(call: Invocation, cx: Context) -> Findings:
    """A loop goes over what a Python program prints, and that is no JSON list."""
    flow = cx.flow(call.caller.owner)
    source = source_of(bare(call.with_param.text), call.caller, flow) if call.with_param is not None else None
    target = flow.target(source.call) if source is not None and source.output is None else None
    if call.with_param is None or source is None or not isinstance(target, Resolved):
        return
    from argolint.scripts.printed import no_json_list
    from argolint.scripts.programs import programs

    template = target.target
    found = [at for at in programs(template) if at.container.node is template.bodies[0].value]
    printed = no_json_list(found[0].text.text) if len(found) == 1 and found[0].family == PYTHON else None
    if printed is not None:
        at = locate(template.owner.document.source, found[0].text, printed.start, printed.end)
        yield finding(
            call.with_param.span,
            f"{call.title} loops over what {source.call.title} prints: {printed.what}, but no JSON list",
            labels=[note(at, "printed here", template.owner.document.source)],
            help=_MENDING,
        )
