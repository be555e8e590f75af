"""See `rules/missing-run-argument.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.arguments import given_sources, needs_values
from argolint.flow.starts import run_starts
from argolint.model import Parameter, WorkflowObject
from argolint.rules.api import finding, note, rule

if TYPE_CHECKING:
    from argolint.flow.starts import RunStart
    from argolint.flow.supply import Unsupplied
    from argolint.rules.api import Findings, Note
    from argolint.rules.context import Context


@rule(on=WorkflowObject, group="names", since="0.1", needs=("entrypoint", "onExit", "workflowTemplateRef"))
def missing_run_argument(item: WorkflowObject, cx: Context) -> Findings:
    """An input of the entrypoint or of the exit handler gets no value from the arguments of the workflow."""
    for field, start in run_starts(item, cx.flow(item)).items():
        for empty in start.unsupplied():
            argument = empty.argument
            if argument is None:
                verdict, mending = "no argument supplies it", _add(empty)
            elif isinstance(argument, Parameter) and not _reported(argument, item):
                verdict, mending = "its argument has no value", _KEEP_DEFAULT
            else:
                continue
            owner = empty.target.owner
            places = _places(empty, start, own=owner is item)
            yield finding(
                places[0].span,
                f"{_input(empty)} of {empty.target.title} stays empty: `{field}` starts it, and {verdict}",
                labels=places[1:],
                help=mending,
            )


_KEEP_DEFAULT = "give the argument a `value`; a default of the input counts only where no argument names it"


def _reported(argument: Parameter, item: WorkflowObject) -> bool:
    """Whether the argument is wrong in itself, so that its own rule speaks."""
    if argument.value_from is not None:
        return not given_sources(argument.value_from)
    return needs_values(item)


def _input(empty: Unsupplied) -> str:
    return f"input {empty.kind} `{empty.name}`"


def _add(empty: Unsupplied) -> str:
    otherwise = "a `default`" if empty.kind == "parameter" else "a location, or make it `optional`"
    return f"add `{empty.name}` to `arguments.{empty.kind}s` of the workflow, or give the input {otherwise}"


def _places(empty: Unsupplied, start: RunStart, *, own: bool) -> list[Note]:
    """Where to point at, first of all in the object's own document."""
    found = [note(start.at.span, "started here")]
    argument, declared = empty.argument, empty.declared
    if declared.name is not None:
        source = None if own else empty.target.owner.document.source
        found.insert(0 if own else 1, note(declared.name.span, "the input", source))
    if argument is not None and argument.name is not None and start.holds(argument):
        found.append(note(argument.name.span, "the argument"))
    return found
