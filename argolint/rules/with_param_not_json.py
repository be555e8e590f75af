"""See `rules/with-param-not-json.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.expressions.json_lists import is_json_list
from argolint.expressions.tags import OPEN, is_known
from argolint.flow.globals import known_value
from argolint.flow.passing import origin, passed_text
from argolint.flow.skipping import Source, source_of
from argolint.flow.types import Type, known_of
from argolint.model import Invocation, Parameter
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.schema.words import quoted
from argolint.scripts.printed import main_program, no_json_list
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Scalar

_NO_LISTS = frozenset({Type.STRING, Type.NUMBER, Type.BOOLEAN, Type.MAP})
_MENDING = 'give it a list such as `["a", "b"]`'
_PRINT_JSON = 'print JSON, such as `["a", "b"]`; in Python by `print(json.dumps(names))`'


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", aliases=("result-no-json-list",))
def with_param_not_json(call: Invocation, cx: Context) -> Findings:
    """The variable that `withParam` reads has a value that is no JSON list."""
    flow = cx.flow(call.caller.owner)
    text = call.with_param
    if text is not None and OPEN in text.text:
        filled = flow.text(text, call.caller)
        if is_known(filled):
            if not is_json_list(filled):
                said = f"{call.title} loops over {quoted(filled)}, which is no JSON list"
                yield finding(text.span, said, help=f"{_MENDING}, unless every submission brings one")
        else:
            yield from _by_type(call, text, flow)
    yield from _passed(call, flow)


def _by_type(call: Invocation, text: Scalar, flow: ObjectFlow) -> Findings:
    """A variable whose kind alone tells that it holds no list, or whose default is none."""
    name = text.text.strip().removeprefix(OPEN).removesuffix("}}").strip()
    source = source_of(name, call.caller, flow)
    if source is not None and source.output is None:
        yield from _printed(call, text, source, flow)
        return
    known = known_of(name, call.caller, call, flow)
    if known.type in _NO_LISTS:
        said = f"{call.title} loops over `{name}`, which is {known.type.value} and no JSON list"
        yield finding(text.span, said, help="loop over a variable that holds a list")
        return
    made = source.output.value_from if source is not None and isinstance(source.output, Parameter) else None
    default = known_value(made.get("default")) if made is not None and made.get("default") is not None else None
    if default is not None and is_known(default) and not is_json_list(default):
        said = f"{call.title} loops over `{name}`, whose default {quoted(default)} is no JSON list"
        yield finding(text.span, said, help="make the default a list, such as `[]`")


def _printed(call: Invocation, text: Scalar, source: Source, flow: ObjectFlow) -> Findings:
    """What a program prints, where that is surely no list."""
    target = flow.target(source.call)
    program = main_program(target.target) if isinstance(target, Resolved) else None
    printed = no_json_list(program) if program is not None else None
    if program is None or printed is None or not isinstance(target, Resolved):
        return
    document = target.target.owner.document
    at = locate(document.source, program.text, printed.start, printed.end)
    yield finding(
        text.span,
        f"{call.title} loops over what {source.call.title} prints: {printed.what}, but no JSON list",
        labels=[note(at, "printed here", document.source)],
        help=_PRINT_JSON,
    )


def _passed(call: Invocation, flow: ObjectFlow) -> Findings:
    """What a call hands to a template that loops over it."""
    target = flow.target(call)
    callee = target.target if isinstance(target, Resolved) else None
    if callee is None or not callee.inputs.parameters:
        return
    for inner in callee.calls():
        text = inner.with_param
        if text is None or OPEN not in text.text:
            continue
        filled = passed_text(flow, text, call, callee)
        if not is_known(filled) or is_json_list(filled) or is_known(flow.flows.of(callee.owner).text(text, callee)):
            continue
        yield finding(
            origin(call, text),
            f"{callee.title} loops over {quoted(filled)}, which is no JSON list",
            labels=[note(text.span, "looped over here", callee.owner.document.source)],
            help=_MENDING,
        )
