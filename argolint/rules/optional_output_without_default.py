"""See `rules/optional-output-without-default.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.tags import scan
from argolint.flow.inputs import has_own_value
from argolint.flow.reads import Read
from argolint.flow.skipping import bare, gap, source_of, whole_expression
from argolint.model import Artifact, Invocation, Template
from argolint.model.build import text
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import gap_words, tag_span
from argolint.syntax.nodes import Scalar
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.expressions.tags import Tag
    from argolint.flow.analysis import ObjectFlow
    from argolint.flow.skipping import Gap, Source
    from argolint.rules.api import Finding, Findings
    from argolint.rules.context import Context
    from argolint.source import Span

_FAILS_SINCE = (3, 7)
_HANGING = {(3, 7): "3.7.11 to 3.7.15", (4, 0): "4.0.2 to 4.0.6"}


@rule(on=(Invocation, Template), group="types", severity=Severity.WARNING, since="0.1")
def optional_output_without_default(subject: Invocation | Template, cx: Context) -> Findings:
    """An output is read of a step or task that may be skipped, and no default stands in for it."""
    if isinstance(subject, Template):
        if subject.calls_others and subject.outputs.parameters:
            yield from _outputs(subject, cx)
        return
    flow = cx.flow(subject.caller.owner)
    if subject.when is None:
        for scalar, tag, name in _expressions(subject, flow):
            source = _source(name, subject.caller, flow)
            missing = gap(source.call, subject, flow) if source is not None else None
            if source is not None and missing is not None:
                at = locate(cx.document.source, scalar, tag.start, tag.end)
                yield _finding(name, at, source, missing, cx)
    for read in flow.reads(subject):
        if not isinstance(read, Read) or read.scope.hook or ".outputs." not in read.name:
            continue
        source = _source(read.name, subject.caller, flow)
        if source is None or source.call is subject:
            continue
        if subject.when is not None and read.scalar is not subject.when:
            continue
        missing = gap(source.call, subject, flow)
        if missing is not None and (source.output is None or not _defaulted(read, subject, flow)):
            yield _finding(read.name, tag_span(read, cx), source, missing, cx)


def _expressions(call: Invocation, flow: ObjectFlow) -> Iterator[tuple[Scalar, Tag, str]]:
    """The expression tags of arguments and of `withParam` that only name something, without `??`."""
    values = [at.value for at in call.arguments.parameters]
    for value in (*values, call.with_param):
        if isinstance(value, Scalar) and "{{=" in value.text and flow.version >= _FAILS_SINCE:
            for tag in scan(value.text)[0]:
                name = whole_expression(tag.inner[1:]) if tag.is_expression else None
                if name is not None:
                    yield value, tag, name


def _outputs(template: Template, cx: Context) -> Findings:
    flow = cx.flow(template.owner)
    for output in template.outputs.parameters:
        value_from = output.value_from
        if value_from is None or value_from.get("default") is not None:
            continue
        named, expression = text(value_from, "parameter"), text(value_from, "expression")
        at = named or expression
        name = bare(named.text) if named is not None else whole_expression(expression.text) if expression else None
        source = _source(name, template, flow) if name is not None else None
        missing = gap(source.call, None, flow) if source is not None else None
        if at is not None and name is not None and source is not None and missing is not None:
            yield _finding(name, at.span, source, missing, cx)


def _source(name: str, template: Template, flow: ObjectFlow) -> Source | None:
    """The parameter or result that a name means, unless a default stands in for it."""
    source = source_of(name, template, flow)
    if source is None or isinstance(source.output, Artifact) or source.has_default:
        return None
    return source


def _defaulted(read: Read, call: Invocation, flow: ObjectFlow) -> bool:
    """Whether the input that takes exactly this value has a value of its own in its place."""
    if flow.version < _FAILS_SINCE:
        return False
    target = flow.target(call)
    if not isinstance(target, Resolved):
        return any(at.value is read.scalar for at in call.arguments.parameters)
    for argument in call.arguments.parameters:
        if argument.value is read.scalar and isinstance(argument.value, Scalar) and argument.name is not None:
            taken = target.target.inputs.parameter(argument.name.text)
            whole = read.scalar.text == f"{{{{{read.tag.inner}}}}}"
            return whole and taken is not None and has_own_value(taken)
    return False


def _finding(name: str, at: Span, source: Source, missing: Gap, cx: Context) -> Finding:
    call = source.call
    return finding(
        at,
        f"`{name}` has no value when {call.title} {gap_words(missing)}: then {_fate(source, cx)}",
        labels=[note(missing.at.span, "it may not run")],
        help=_mending(source),
    )


def _fate(source: Source, cx: Context) -> str:
    """What comes of it, which changed between versions."""
    if cx.version < _FAILS_SINCE:
        return "the tag stays as text"
    if source.output is None:
        return "the workflow hangs"
    hanging = _HANGING.get(cx.version)
    return "the workflow fails" + (f", and hangs in Argo {hanging}" if hanging is not None else "")


def _mending(source: Source) -> str:
    if source.output is None:
        return "read an output parameter with a `default`, or give what reads the result the same `when`"
    return "add a `default` to the output's `valueFrom`, or to the input that takes it"
