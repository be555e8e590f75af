"""Outputs that may not be there when they are read, because their step or task may be skipped or left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.depends.logic import (
    EVERY_OUTCOME,
    ONE_OF,
    RUNNING,
    Outcome,
    outcomes,
    parse,
    verdicts,
)
from argolint.expressions.tags import CLOSE, OPEN, fill, is_dynamic
from argolint.model import CallKind
from argolint.names import Resolved
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Artifact, Invocation, Parameter, Template

_OUTPUT = lazy_pattern(
    r"(?:steps|tasks)\.(?P<call>[^.\s]+)\.outputs\.(?:(?P<result>result)|(?P<kind>parameter|artifact)s\.(?P<name>[^.\s]+))"
)
_PATH = lazy_pattern(r"(?:steps|tasks)(?:\.\w+|\[\s*(?:'[^'\"]+'|\"[^'\"]+\")\s*\])+")
_RUN = ("Succeeded", "Failed", "Errored", RUNNING)
_LAST = 100
_CONTINUE_ON = {"Failed": "failed", "Errored": "error"}


class Source(NamedTuple):
    """The output of a step or task that a name means; `output` is None for its result."""

    call: Invocation
    output: Parameter | Artifact | None

    @property
    def has_default(self) -> bool:
        """Whether a default stands in for it when nothing has run."""
        value_from = getattr(self.output, "value_from", None)
        return value_from is not None and value_from.get("default") is not None


class Gap(NamedTuple):
    """Why a step or task may not run while what reads its output does."""

    at: Scalar
    reason: str


def source_of(name: str, template: Template, flow: ObjectFlow) -> Source | None:
    """The output that a name such as `steps.a.outputs.result` means, if its step or task does not loop."""
    match = _OUTPUT.fullmatch(name)
    if match is None:
        return None
    call = next((at for at in template.calls() if at.name is not None and at.name.text == match["call"]), None)
    if call is None or call.loops:
        return None
    if match["result"]:
        return Source(call, None)
    target = flow.target(call)
    if not isinstance(target, Resolved):
        return None
    outputs = target.target.outputs
    output = outputs.parameter(match["name"]) if match["kind"] == "parameter" else outputs.artifact(match["name"])
    return Source(call, output) if output is not None else None


def bare(text: str) -> str:
    """The name in a text that is one tag, or that is written without braces."""
    stripped = text.strip()
    if stripped.startswith(OPEN) and stripped.endswith(CLOSE):
        stripped = stripped[2:-2].strip()
    return stripped


def whole_expression(text: str) -> str | None:
    """The name, in the form of plain tags, that an expression consists of; None when it does more with it."""
    match = _PATH.fullmatch(text.strip())
    if match is None:
        return None
    return re.sub(r"\[\s*['\"]([^'\"]+)['\"]\s*\]", r".\1", match[0])


def gap(source: Invocation, reader: Invocation | None, flow: ObjectFlow) -> Gap | None:
    """Why `source` may not run although `reader` does; without a reader, although the template ends well.

    A reader with a condition of its own may run just when the source does, so nothing is said about it.
    """
    conditional = _may_skip(source, flow)
    if source.kind is CallKind.STEP:
        return Gap(source.when, "`when`") if conditional and source.when is not None else None
    if reader is None:
        return Gap(source.when, "`when`") if conditional and source.when is not None else None
    graph = flow.graph(source.caller)
    if not graph.certain:
        return None
    ending = _Ending(flow, source)
    if conditional and source.when is not None and ending.reaches(reader, outcomes("Skipped")):
        return Gap(source.when, "`when`")
    left_out = source.depends
    # Whether the reader gets that far is mostly seen at once; whether the source does, asks for all before it.
    if left_out is not None and ending.reaches(reader, outcomes("Omitted")) and ending.may_be_omitted():
        return Gap(left_out, "`depends`")
    return None


def goes_on_after(source: Invocation, phase: str, reader: Invocation, flow: ObjectFlow) -> bool:
    """Whether `reader` may be reached when `source`, which it comes after, has ended in a failure of that name."""
    if source.kind is not reader.kind:
        return True
    if source.kind is CallKind.STEP:
        return source.group >= reader.group or _continues(source, phase)
    graph = flow.graph(source.caller)
    return not graph.certain or _Ending(flow, source).reaches(reader, outcomes(phase))


def outlives(source: Invocation, reader: Invocation, flow: ObjectFlow) -> bool:
    """Whether `reader` is surely meant to run after a failure of `source`, too."""
    if source.kind is CallKind.STEP and source.group >= reader.group:
        return False
    if source.kind is CallKind.TASK and not flow.graph(source.caller).certain:
        return False
    return any(goes_on_after(source, phase, reader, flow) for phase in _CONTINUE_ON)


def _continues(step: Invocation, phase: str) -> bool:
    allowed = step.continue_on
    if not isinstance(allowed, Mapping):
        return allowed is not None
    given = allowed.get(_CONTINUE_ON[phase])
    return given is not None and not (isinstance(given, Scalar) and given.text.lower() in ("false", "no", "off"))


def _may_skip(call: Invocation, flow: ObjectFlow) -> bool:
    """Whether a `when` can keep a step or task from running, beyond what its callers ask."""
    return call.when is not None and OPEN in call.when.text and not _asked_by_callers(call.when, call.caller, flow)


def _asked_by_callers(when: Scalar, template: Template, flow: ObjectFlow) -> bool:
    """Whether every call of a template stands under the same condition, in terms of what it passes."""
    if "inputs.parameters." not in when.text:
        return False
    callers = [
        call
        for other in template.owner.all_templates()
        for call in other.calls()
        if isinstance(found := flow.target(call), Resolved) and found.target is template
    ]
    return bool(callers) and all(
        call.when is not None and _as_passed(when.text, call) == call.when.text for call in callers
    )


def _as_passed(text: str, call: Invocation) -> str:
    passed = {
        f"inputs.parameters.{at.name.text}": at.value.text
        for at in call.arguments.parameters
        if at.name is not None and isinstance(at.value, Scalar)
    }
    return fill(text, passed.get)


class _Ending:
    """How the tasks of a dag can end, given how one of them ends."""

    def __init__(self, flow: ObjectFlow, fixed: Invocation) -> None:
        self.flow = flow
        self.fixed = fixed
        self.graph = flow.graph(fixed.caller)
        self.names = {id(task): name for name, task in self.graph.tasks.items()}
        self.ways: dict[str, tuple[Outcome, ...]] = {}

    def may_be_omitted(self) -> bool:
        self.ways = {}
        return False in self.starts(self.fixed)

    def reaches(self, reader: Invocation, ended: tuple[Outcome, ...]) -> bool:
        """Whether the reader can run when the fixed task has ended so."""
        self.ways = {self.names.get(id(self.fixed), ""): ended}
        return True in self.starts(reader)

    def starts(self, task: Invocation, depth: int = 0) -> frozenset[bool]:
        """Whether a task can run, and whether it can be left out; neither where nothing is known."""
        if depth > _LAST:
            return frozenset()
        waited = [at.name for at in self.graph.dependencies.get(self.names.get(id(task), ""), ())]
        possible = {name: self.ends(name, depth + 1) for name in waited}
        if not all(possible.values()):
            return frozenset()
        if task.depends is None:
            return frozenset(
                {
                    all(any(_lets_on(way, self.graph.tasks[name]) for way in ways) for name, ways in possible.items()),
                    all(_lets_on(way, self.graph.tasks[name]) for name, ways in possible.items() for way in ways),
                }
            )
        text = self.flow.text(task.depends, task.caller)
        logic = parse(text) if not is_dynamic(text) else None
        return verdicts(logic, possible) if logic is not None else frozenset()

    def ends(self, name: str, depth: int) -> tuple[Outcome, ...]:
        """The ways in which a task can end."""
        known = self.ways.get(name)
        if known is None:
            task = self.graph.tasks.get(name)
            known = EVERY_OUTCOME if task is None else self.ends_of(task, depth)
            self.ways[name] = known
        return known

    def ends_of(self, task: Invocation, depth: int) -> tuple[Outcome, ...]:
        starts = self.starts(task, depth)
        phases = [phase for phase in ONE_OF if phase in _RUN and True in starts]
        if True in starts and (_may_skip(task, self.flow) or task.loops):
            phases.append("Skipped")
        if False in starts:
            phases.append("Omitted")
        return outcomes(*phases)


def _lets_on(way: Outcome, task: Invocation) -> bool:
    if way.fits(None):
        return True
    return task.continue_on is not None and way.phase in ("Failed", "Errored")
