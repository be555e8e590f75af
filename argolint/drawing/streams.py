"""Which outputs of steps and tasks a call reads, and into what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from argolint.drawing.model import Flow
from argolint.expressions.tags import OPEN, scan
from argolint.model.build import text
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.model import Invocation
    from argolint.syntax.nodes import Node

_STEP: Final = r"""(?:\.([\w-]+)|\[\s*['"]([^'"]+)['"]\s*\])"""
_READ: Final = lazy_pattern(
    rf"\b(?:steps|tasks){_STEP}\.(?:outputs\.(?:(parameters|artifacts)(?:{_STEP})?|(result|exitCode))"
    r"|(status|exitCode|ip|startedAt|finishedAt|id)\b)"
)


class Stream(NamedTuple):
    """What a call takes from the step or task of this name."""

    source: str
    flow: Flow


def streams(call: Invocation) -> list[Stream]:
    """All that a step or task takes from others beside it, each once."""
    found: dict[Stream, None] = {}
    for name, expression in _texts(call):
        for match in _READ.finditer(expression):
            found.setdefault(_stream(match.groups(), name))
    return list(found)


def _stream(groups: tuple[str | None, ...], target: str) -> Stream:
    dotted, quoted, list_name, output, quoted_output, result, fact = groups
    source = dotted or quoted or ""
    what = output or quoted_output or result or fact or f"all {list_name}"
    return Stream(source, Flow(what, target, list_name == "artifacts"))


def _texts(call: Invocation) -> Iterator[tuple[str, str]]:
    """What takes a value, with the variables and expressions that give it."""
    for parameter in call.arguments.parameters:
        name = parameter.name.text if parameter.name is not None else ""
        if parameter.value is not None:
            yield from ((name, inner) for inner in _tags(parameter.value))
        if parameter.value_from is not None and (expression := text(parameter.value_from, "expression")) is not None:
            yield name, expression.text
    for artifact in call.arguments.artifacts:
        name = artifact.name.text if artifact.name is not None else ""
        if artifact.from_expression is not None:
            yield name, artifact.from_expression.text
        if artifact.source is not None:
            inner = list(_tags(artifact.source))
            yield from ((name, one) for one in inner or [artifact.source.text])
    for field, scalar in (("when", call.when), ("withParam", call.with_param)):
        if scalar is not None:
            yield from ((field, inner) for inner in _tags(scalar))


def _tags(node: Node) -> Iterator[str]:
    stack = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, Scalar):
            if OPEN in at.text:
                yield from (tag.inner for tag in scan(at.text)[0])
        elif isinstance(at, Mapping):
            stack.extend(entry.value for entry in at.entries.values())
        elif isinstance(at, Sequence):
            stack.extend(at.items)
