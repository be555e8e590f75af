"""See `rules/output-of-failure.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.inputs import has_own_value
from argolint.flow.reads import Read
from argolint.flow.skipping import gap, outlives, source_of
from argolint.model import Invocation, Parameter
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import tag_span

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.skipping import Source
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", needs=("arguments", "withParam"))
def output_of_failure(reader: Invocation, cx: Context) -> Findings:
    """An output that comes from a file is read of a step or task that may have failed, and has no default."""
    if reader.when is not None:
        return
    flow = cx.flow(reader.caller.owner)
    for read in flow.reads(reader):
        if not isinstance(read, Read) or read.scope.hook or ".outputs.parameters." not in read.name:
            continue
        source = source_of(read.name, reader.caller, flow)
        if source is None or source.call is reader or not _comes_from_file(source):
            continue
        if (
            gap(source.call, reader, flow) is None
            and outlives(source.call, reader, flow)
            and not _defaulted(read, flow)
        ):
            output = source.output
            yield finding(
                tag_span(read, cx),
                f"`{read.name}` may have no value: {reader.title} runs after a failure of {source.call.title}, too",
                labels=[note(output.name.span, "made of a file that a failure may leave out")]
                if isinstance(output, Parameter) and output.name is not None and _is_near(source, reader)
                else [],
                help="give the output a `valueFrom.default`",
            )


def _comes_from_file(source: Source) -> bool:
    output = source.output
    if not isinstance(output, Parameter) or output.value_from is None or source.has_default:
        return False
    return output.value_from.get("path") is not None


def _is_near(source: Source, reader: Invocation) -> bool:
    """Whether the output stands in the same object, so that its place needs no file."""
    output = source.output
    own = reader.caller.owner.all_templates()
    return isinstance(output, Parameter) and any(output in template.outputs.parameters for template in own)


def _defaulted(read: Read, flow: ObjectFlow) -> bool:
    """Whether the input that takes exactly this value has a value of its own in its place."""
    call = read.scope.call
    target = flow.target(call) if call is not None else None
    if call is None or not isinstance(target, Resolved):
        return True
    names = [at.name.text for at in call.arguments.parameters if at.value is read.scalar and at.name is not None]
    taken = [target.target.inputs.parameter(name) for name in names]
    return any(at is not None and has_own_value(at) for at in taken)
