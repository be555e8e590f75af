"""One thing to do on a cluster, and the place in a manifest that asks for it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

OWNER_LABEL: Final = "app.kubernetes.io/managed-by"
OWNER: Final = "argolint"
OPERATION_LABEL: Final = "argolint.dev/operation"
PLAN_LABEL: Final = "argolint.dev/plan"
"""Tells the objects of a plan that has a name from those of others."""

_ID_LENGTH: Final = 16
_SUFFIX_LENGTH: Final = 10
_LONGEST_NAME: Final = 63
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_$][-\w$]*")


class Action(StrEnum):
    """What is done with an object."""

    APPLY = "apply"
    """Server-side apply: made if it is absent, else brought to this state."""
    SUBMIT = "submit"
    """Created exactly once; that it exists already means that it was done before."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an object stands in a file, and the line and column of each field by its path."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    fields: Mapping[str, tuple[int, int]]

    def place(self, path: str) -> tuple[int, int]:
        """Line and column of a field such as `spec.templates[0].name`, or of the nearest field around it."""
        while path:
            if path in self.fields:
                return self.fields[path]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.line, self.column


@dataclass(frozen=True, slots=True)
class Operation:
    """An action on one object, as plain JSON data; `reason` says in words why it is done."""

    id: str
    action: Action
    object: Mapping[str, Any]
    source: Source
    reason: str

    @property
    def api_version(self) -> str:
        """The object's group and version."""
        return str(self.object.get("apiVersion", ""))

    @property
    def kind(self) -> str:
        """The object's kind."""
        return str(self.object.get("kind", ""))

    @property
    def name(self) -> str:
        """The name that the object has on the cluster."""
        return str(self.object["metadata"].get("name", ""))

    @property
    def namespace(self) -> str:
        """The object's namespace; empty where the cluster's configuration decides, or there is none."""
        return str(self.object["metadata"].get("namespace", ""))


def apply(data: Mapping[str, Any], source: Source, reason: str) -> Operation:
    """The operation that brings an object to the state of `data`; a label marks it as ours unless it has an owner."""
    key = operation_id(Action.APPLY, data)
    return Operation(key, Action.APPLY, _labelled(data, {OWNER_LABEL: OWNER}), source, reason)


def owned(operation: Operation, owner: str) -> Operation:
    """The same operation for a plan of this name; what is submitted is never deleted, and bears none."""
    if operation.action is Action.SUBMIT:
        return operation
    return replace(operation, object=_labelled(operation.object, {PLAN_LABEL: owner}))


def submit(data: Mapping[str, Any], source: Source, reason: str, repetition: int = 0) -> Operation:
    """The operation that starts a workflow once; `repetition` tells apart workflows that are otherwise equal."""
    key = operation_id(Action.SUBMIT, data, repetition)
    named = dict(_labelled(data, {}))
    metadata = {name: at for name, at in named["metadata"].items() if name != "generateName"}
    metadata["name"] = data["metadata"].get("name") or submitted_name(data["metadata"].get("generateName", ""), key)
    metadata["labels"] = {**metadata.get("labels", {}), OPERATION_LABEL: key}
    return Operation(key, Action.SUBMIT, {**named, "metadata": metadata}, source, reason)


def operation_id(action: Action, data: Mapping[str, Any], repetition: int = 0) -> str:
    """A short name for an action on an object, the same for the same object at all times."""
    metadata = data.get("metadata") or {}
    name = metadata.get("name") or metadata.get("generateName", "")
    parts = [action.value, data.get("apiVersion"), data.get("kind"), metadata.get("namespace", ""), name, data]
    text = canonical([*parts, repetition] if repetition else parts)
    return sha256(text.encode()).hexdigest()[:_ID_LENGTH]


def submitted_name(generate_name: str, key: str) -> str:
    """The name of a workflow whose manifest leaves its end to the server; it fits into a label."""
    return generate_name[: _LONGEST_NAME - _SUFFIX_LENGTH] + key[:_SUFFIX_LENGTH]


def field_path(around: str, name: str) -> str:
    """The path of a field in the map at path `around`: `spec.a`, or `spec[a/b]` for a name that needs brackets."""
    return f"{around}[{name}]" if _PLAIN_KEY.fullmatch(name) is None else f"{around}.{name}".lstrip(".")


def canonical(data: Any) -> str:
    """JSON of which there is just one spelling."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _labelled(data: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    metadata = data.get("metadata") or {}
    merged = {**labels, **(metadata.get("labels") or {})}
    return {**data, "metadata": {**metadata, **({"labels": merged} if merged else {})}}
