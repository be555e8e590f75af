"""The texts that decide something: conditions of steps, tasks, hooks, retries, metrics and outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import mapping, text
from argolint.model.parts import metrics_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.model import Hook
    from argolint.syntax.nodes import Mapping, Scalar


class Condition(NamedTuple):
    """A text that decides something; in some a bare word is a text, in the others it is a name."""

    scalar: Scalar
    bare_words: bool


def conditions(subject: WorkflowObject | Template | Invocation) -> Iterator[Condition]:
    """The conditions of an object, a template, a step or a task itself."""
    if isinstance(subject, Invocation):
        if subject.when is not None:
            yield Condition(subject.when, True)
        yield from _expressions(subject.hooks)
    elif isinstance(subject, Template):
        yield from _of_template(subject)
    else:
        yield from _expressions(subject.hooks)
        if subject.spec is not None:
            yield from _retry(subject.spec)
            yield from _metrics(subject)


def _of_template(template: Template) -> Iterator[Condition]:
    yield from _retry(template.node)
    for output in template.outputs.parameters:
        expression = text(output.value_from, "expression") if output.value_from is not None else None
        if expression is not None:
            yield Condition(expression, False)
    for artifact in template.outputs.artifacts:
        if artifact.from_expression is not None:
            yield Condition(artifact.from_expression, False)
    yield from _metrics(template)


def _metrics(subject: Template | WorkflowObject) -> Iterator[Condition]:
    for metric in metrics_of(subject):
        when = text(metric, "when")
        if when is not None:
            yield Condition(when, True)


def _expressions(hooks: tuple[Hook, ...]) -> Iterator[Condition]:
    for hook in hooks:
        if hook.expression is not None:
            yield Condition(hook.expression, False)


def _retry(parent: Mapping) -> Iterator[Condition]:
    strategy = mapping(parent, "retryStrategy")
    expression = text(strategy, "expression") if strategy is not None else None
    if expression is not None:
        yield Condition(expression, False)
