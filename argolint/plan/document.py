"""The plan as a document: what compile writes, show and apply read, the same bytes for the same input."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from argolint.plan.operation import Action, Operation, Source
from argolint.project.errors import UsageError

VERSION: Final = 1
"""The number of the document's form; it grows when a field goes or changes its meaning."""

_LISTS: Final = ("inputs", "operations", "program", "access")
_AGAIN: Final = "write it anew with `argolint compile`"


@dataclass(frozen=True, slots=True)
class Input:
    """A file that the plan was made of, with the hash of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, in order, and what will come of it.

    `program` and `access` are plain data, as `schemas/plan.json` describes them; `observed` is what a
    comparison with a cluster saw, and None until there was one. `owner` tells this plan from others that share its
    namespaces; empty where it has no name.
    """

    argolint: str
    argo_version: str
    inputs: tuple[Input, ...]
    operations: tuple[Operation, ...]
    program: tuple[Mapping[str, Any], ...] = ()
    access: tuple[Mapping[str, Any], ...] = ()
    observed: Mapping[str, Any] | None = None
    owner: str = ""


def write_plan(plan: Plan) -> str:
    """The document: JSON in ASCII, keys in order."""
    data = {
        "version": VERSION,
        "argolint": plan.argolint,
        "argoVersion": plan.argo_version,
        "inputs": [{"file": at.file, "sha256": at.sha256} for at in plan.inputs],
        "operations": [_operation_data(at) for at in plan.operations],
        "program": list(plan.program),
        "access": list(plan.access),
        "observed": plan.observed,
        **({"owner": plan.owner} if plan.owner else {}),
    }
    return json.dumps(data, indent=1, sort_keys=True) + "\n"


def read_plan(text: str, name: str) -> Plan:
    """The plan in a document that is called `name`; raises `UsageError` for any other text."""
    data = _loaded(text, name)
    try:
        return Plan(
            argolint=_text(data["argolint"]),
            argo_version=_text(data["argoVersion"]),
            inputs=tuple(Input(_text(at["file"]), _text(at["sha256"])) for at in data["inputs"]),
            operations=tuple(_operation(at) for at in data["operations"]),
            program=tuple(data["program"]),
            access=tuple(data["access"]),
            observed=data["observed"],
            owner=_text(data.get("owner", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UsageError(f"`{name}` is a damaged plan: parts of it are missing or wrong", _AGAIN) from None


def _loaded(text: str, name: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UsageError(f"`{name}` is no plan: it is not a JSON document", _AGAIN) from None
    version = data.get("version") if isinstance(data, dict) else None
    if (
        not isinstance(data, dict)
        or type(version) is not int
        or not all(isinstance(data.get(at), list) for at in _LISTS)
    ):
        raise UsageError(f"`{name}` is no plan of argolint", _AGAIN)
    if version > VERSION:
        message = f"`{name}` is a plan of form {version}, and this argolint reads forms up to {VERSION}"
        raise UsageError(message, "use the argolint that wrote it, or a newer one")
    if version < 1:
        raise UsageError(f"`{name}` is no plan of argolint", _AGAIN)
    found: dict[str, Any] = data
    return found


def _operation_data(operation: Operation) -> dict[str, Any]:
    source = operation.source
    return {
        "id": operation.id,
        "action": operation.action.value,
        "object": operation.object,
        "source": {
            "file": source.file,
            "line": source.line,
            "column": source.column,
            "endLine": source.end_line,
            "endColumn": source.end_column,
            "fields": {path: list(place) for path, place in source.fields.items()},
        },
        "reason": operation.reason,
    }


def _operation(data: Mapping[str, Any]) -> Operation:
    at = data["source"]
    line, column, end_line, end_column = (_number(at[name]) for name in ("line", "column", "endLine", "endColumn"))
    fields = {path: (_number(row), _number(offset)) for path, (row, offset) in at["fields"].items()}
    item = data["object"]
    for part in (item, item["metadata"]):
        if not isinstance(part, Mapping):
            raise TypeError(part)
    return Operation(
        id=_text(data["id"]),
        action=Action(data["action"]),
        object=item,
        source=Source(_text(at["file"]), line, column, end_line, end_column, fields),
        reason=_text(data["reason"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
