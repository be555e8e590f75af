"""What is known of a variable before anything runs: its type, its value, the values it can have."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.json_lists import read_list
from argolint.expressions.statuses import NODE, WORKFLOW
from argolint.expressions.tags import OPEN
from argolint.flow.globals import known_value, merged_parameters
from argolint.model import CallKind
from argolint.names import Resolved
from argolint.scripts.printed import printed
from argolint.syntax.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Invocation, Parameter, Template
    from argolint.syntax.nodes import Node


class Type(Enum):
    """What the text of a variable holds. All variables are texts; this is how they read."""

    STRING = "a text"
    NUMBER = "a number"
    BOOLEAN = "a truth value"
    LIST = "a JSON list"
    MAP = "a JSON map"
    UNKNOWN = "unknown"


class Known(NamedTuple):
    """What is known of a variable."""

    type: Type = Type.UNKNOWN
    choices: frozenset[str] | None = None
    """The only texts that it can have, where they are known."""
    listed: Node | None = None
    """Where these are listed."""
    why: str = ""
    """Where the choices come from, for a message."""


NOTHING = Known()

_FIELDS = {
    "id": Type.STRING, "startedAt": Type.STRING, "finishedAt": Type.STRING, "hostNodeName": Type.STRING,
    "ip": Type.STRING, "status": Type.STRING, "exitCode": Type.NUMBER,
}  # fmt: skip
_GLOBALS = {
    "workflow.name": Type.STRING, "workflow.namespace": Type.STRING, "workflow.uid": Type.STRING,
    "workflow.serviceAccountName": Type.STRING, "workflow.mainEntrypoint": Type.STRING,
    "workflow.status": Type.STRING, "workflow.duration": Type.NUMBER, "workflow.priority": Type.NUMBER,
    "workflow.parameters": Type.LIST, "workflow.parameters.json": Type.LIST, "workflow.failures": Type.LIST,
    "workflow.labels": Type.MAP, "workflow.labels.json": Type.MAP,
    "workflow.annotations": Type.MAP, "workflow.annotations.json": Type.MAP,
    "workflow.creationTimestamp": Type.STRING, "workflow.scheduledTime": Type.STRING,
    "inputs.parameters": Type.LIST, "pod.name": Type.STRING, "node.name": Type.STRING, "retries": Type.NUMBER,
    "lastRetry.exitCode": Type.NUMBER, "lastRetry.status": Type.STRING, "lastRetry.message": Type.STRING,
    "lastRetry.duration": Type.NUMBER,
}  # fmt: skip
_STATUSES = {"workflow.status": WORKFLOW, "lastRetry.status": NODE}
_DEEPEST = 8


def known_of(name: str, template: Template, call: Invocation | None, flow: ObjectFlow, depth: int = 0) -> Known:
    """What is known of a variable where a template, or one of its steps or tasks, reads it."""
    if name in _STATUSES:
        return Known(Type.STRING, _STATUSES[name], why="a status")
    if name in _GLOBALS:
        return Known(_GLOBALS[name])
    root, _, rest = name.partition(".")
    if depth > _DEEPEST:
        return NOTHING
    if root == "item":
        return _item(rest, call)
    if name.startswith("workflow.parameters."):
        return _parameter(merged_parameters(flow.item, flow.referenced_object).get(name[20:]))
    if name.startswith("inputs.parameters."):
        return _parameter(template.inputs.parameter(name[18:]))
    if root in ("steps", "tasks"):
        return _output(root, rest, template, flow, depth)
    return NOTHING


def _parameter(parameter: Parameter | None) -> Known:
    """An enum binds what a person or an argument may give."""
    if parameter is None or parameter.enum is None or not parameter.enum.items:
        return NOTHING
    values = [known_value(item) for item in parameter.enum.items]
    if any(value is None or OPEN in value for value in values):
        return NOTHING
    choices = frozenset(value for value in values if value is not None)
    return Known(_common(choices), choices, parameter.enum, "the values that its `enum` lists")


def _item(key: str, call: Invocation | None) -> Known:
    if call is None or call.with_items is None or call.with_param is not None or not call.with_items.items:
        return Known(Type.NUMBER) if call is not None and call.with_sequence is not None and not key else NOTHING
    texts = [_item_text(item, key) for item in call.with_items.items]
    if any(text is None or OPEN in text for text in texts):
        return NOTHING
    choices = frozenset(text for text in texts if text is not None)
    return Known(_common(choices), choices, call.with_items, "the items of the loop")


def _item_text(item: Node, key: str) -> str | None:
    if key:
        found = item.get(key) if isinstance(item, Mapping) else None
        return known_value(found) if isinstance(found, Scalar) else None
    return known_value(item) if isinstance(item, Scalar) else None


def _output(root: str, rest: str, template: Template, flow: ObjectFlow, depth: int) -> Known:
    name, _, field = rest.partition(".")
    if field in _FIELDS:
        return Known(_FIELDS[field], NODE if field == "status" else None, why="a status")
    kind = CallKind.STEP if root == "steps" else CallKind.TASK
    call = next(
        (at for at in template.calls() if at.kind is kind and at.name is not None and at.name.text == name),
        None,
    )
    if call is None or not field.startswith("outputs."):
        return NOTHING
    if call.loops:
        return Known(Type.LIST) if call.aggregates else NOTHING
    target = flow.target(call)
    if not isinstance(target, Resolved):
        return NOTHING
    if field == "outputs.result":
        result = printed(target.target)
        return Known(type_of(result)) if result is not None else NOTHING
    if not field.startswith("outputs.parameters."):
        return NOTHING
    return _made(field.removeprefix("outputs.parameters."), target.target, flow, depth)


def _made(name: str, callee: Template, flow: ObjectFlow, depth: int) -> Known:
    """An output of steps or a dag is what it takes from one of its own; a person picks from an enum."""
    output = callee.outputs.parameter(name)
    if output is None or output.value_from is None:
        return NOTHING
    if callee.type == "suspend":
        return _parameter(callee.inputs.parameter(name))
    taken = output.value_from.get("parameter")
    if callee.calls_others and isinstance(taken, Scalar) and output.value_from.get("default") is None:
        inner = taken.text.strip().removeprefix(OPEN).removesuffix("}}").strip()
        return known_of(inner, callee, None, flow.flows.of(callee.owner), depth + 1)
    return NOTHING


def _common(texts: frozenset[str]) -> Type:
    """The type that all of some texts have."""
    kinds = {type_of(text) for text in texts}
    return kinds.pop() if len(kinds) == 1 else Type.UNKNOWN


def type_of(text: str) -> Type:
    """How a text reads."""
    if text in ("true", "false"):
        return Type.BOOLEAN
    if read_list(text) is not None:
        return Type.LIST
    if text[:1] == "{":
        return Type.MAP
    return Type.NUMBER if _is_number(text) else Type.STRING


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()
