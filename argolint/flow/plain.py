"""Which values can only be plain words, because the author wrote them or Argo makes them so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.expressions.tags import scan
from argolint.names import Resolved
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation, Template, WorkflowObject
    from argolint.syntax.nodes import Node, Sequence

_WORD = lazy_pattern(r"[\w./:@%+=,-]*")
_MADE_BY_ARGO = lazy_pattern(
    r"""
      (?:steps|tasks)\.[\w-]+\.(?:id|ip|status|exitCode|startedAt|finishedAt|name|hostNodeName)
    | workflow\.(?:name|uid|namespace|status|serviceAccountName|mainEntrypoint|duration|priority)
    | workflow\.(?:creationTimestamp|scheduledTime).*
    | pod\.name | node\.name | retries
    """,
    re.VERBOSE,
)
_DEEPEST = 20
"""Calls looked through before a value counts as unknown; a recursion of templates has no end."""


def is_plain(name: str, template: Template, flow: ObjectFlow, depth: int = 0) -> bool:
    """Whether a variable read in a template is surely made of plain words, whoever runs the object."""
    root, _, rest = name.partition(".")
    if root == "item":
        call = template.inline_of
        return call is not None and call.with_sequence is not None
    if name.startswith("inputs.parameters."):
        return _plain_input(rest.removeprefix("parameters."), template, flow, depth)
    if name.startswith("workflow.parameters."):
        parameter = template.owner.arguments.parameter(rest.removeprefix("parameters."))
        return parameter is not None and _plain_list(parameter.enum)
    return _MADE_BY_ARGO.fullmatch(name) is not None


def _plain_input(name: str, template: Template, flow: ObjectFlow, depth: int) -> bool:
    declared = template.inputs.parameter(name)
    if declared is None or depth > _DEEPEST:
        return False
    if _plain_list(declared.enum):
        return True
    if template.owner.is_template or template.inline_of is not None or _is_started(template, flow):
        return False
    calls = _calls(template, flow)
    for call in calls:
        argument = call.arguments.parameter(name)
        value = argument.value if argument is not None else declared.value or declared.default
        if value is None or not _plain_value(value, call, flow, depth + 1):
            return False
    return bool(calls)


def _is_started(template: Template, flow: ObjectFlow) -> bool:
    """Whether a run or a hook starts a template, with values that are not in the calls."""
    item = template.owner
    starts = [at for at in (flow.entrypoint, flow.on_exit) if at is not None]
    subjects: list[WorkflowObject | Invocation] = [item]
    subjects.extend(call for caller in item.all_templates() for call in caller.calls())
    for subject in subjects:
        starts.extend(hook.template for hook in subject.hooks if hook.template is not None)
        if subject.on_exit is not None:
            starts.append(subject.on_exit)
    return template.name is None or any("{{" in at.text or at.text == template.name.text for at in starts)


def _calls(template: Template, flow: ObjectFlow) -> list[Invocation]:
    found = []
    for caller in template.owner.all_templates():
        for call in caller.calls():
            target = flow.target(call)
            if isinstance(target, Resolved) and target.target is template:
                found.append(call)
    return found


def _plain_value(value: Node, call: Invocation, flow: ObjectFlow, depth: int) -> bool:
    if not isinstance(value, Scalar):
        return False
    rest, at = "", 0
    for tag in scan(value.text)[0]:
        if tag.is_expression or not _plain_in_call(tag.name, call, flow, depth):
            return False
        rest += value.text[at : tag.start]
        at = tag.end
    return _WORD.fullmatch(rest + value.text[at:]) is not None


def _plain_in_call(name: str, call: Invocation, flow: ObjectFlow, depth: int) -> bool:
    if name == "item":
        return call.with_sequence is not None
    return is_plain(name, call.caller, flow, depth)


def _plain_list(listed: Sequence | None) -> bool:
    if listed is None or not listed.items:
        return False
    return all(isinstance(item, Scalar) and _WORD.fullmatch(item.text) for item in listed.items)
