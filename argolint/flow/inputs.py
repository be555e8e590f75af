"""Which inputs of a template a caller fills, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import PLACEHOLDER
from argolint.flow.globals import known_value, merged_parameters
from argolint.model.build import is_null, mapping, value
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict

    from argolint.model import Artifact, Parameter, Template, WorkflowObject
    from argolint.syntax.nodes import Mapping

LOCATIONS = ("artifactory", "azure", "git", "gcs", "hdfs", "http", "oss", "raw", "s3", "plugin")
"""The kinds of locations; of several in one artifact Argo takes the one that comes first here."""

NEEDS_KEY = {
    "s3": "key",
    "gcs": "key",
    "oss": "key",
    "azure": "blob",
    "git": "repo",
    "http": "url",
    "plugin": "key",
}


def has_location(artifact: Artifact) -> bool:
    """Whether an artifact says where its content lies, well enough for Argo."""
    for kind in LOCATIONS:
        node = mapping(artifact.node, kind)
        if node is not None:
            return _located(node, kind)
    return False


def _located(node: Mapping, kind: str) -> bool:
    if kind in NEEDS_KEY:
        return _given(node.get(NEEDS_KEY[kind]))
    if kind == "hdfs":
        addresses = node.get("addresses")
        return _given(node.get("path")) or bool(getattr(addresses, "items", ()))
    if kind == "artifactory":
        url = node.get("url")
        if not isinstance(url, Scalar) or not url.text:
            return False
        _, scheme, rest = url.text.partition("://")
        return not scheme or "/" in rest or value(node, "usernameSecret") is not None
    return True


def _given(node: object) -> bool:
    return isinstance(node, Scalar) and bool(node.text) and not is_null(node)


def has_own_value(parameter: Parameter) -> bool:
    """Whether an input parameter needs nobody to supply it."""
    if parameter.value is not None or parameter.default is not None:
        return True
    return parameter.value_from is not None and value(parameter.value_from, "configMapKeyRef") is not None


def supplies(argument: Parameter) -> bool:
    """Whether an argument gives its input a value; one that waits for an event or a person takes it away."""
    if argument.value is not None:
        return True
    return argument.value_from is not None and value(argument.value_from, "configMapKeyRef") is not None


def run_arguments(item: WorkflowObject, referenced: WorkflowObject | None) -> dict[str, Parameter]:
    """What a run hands to its entrypoint, by name."""
    return merged_parameters(item, referenced)


def input_values(template: Template, arguments: Dict[str, Parameter] | None) -> dict[str, str]:
    """Each `inputs.*` name that lint fills in a template, with its value or a placeholder.

    `arguments` are those of a run for its entrypoint or exit handler; None stands for a caller not looked at.
    """
    names = {"inputs.parameters": PLACEHOLDER}
    for parameter in template.inputs.parameters:
        if parameter.name is None:
            continue
        known = None
        if arguments is not None:
            argument = arguments.get(parameter.name.text)
            known = known_value(argument.value) if argument is not None else known_value(parameter.value)
            if known is None and argument is None:
                known = known_value(parameter.default)
        names[f"inputs.parameters.{parameter.name.text}"] = PLACEHOLDER if known is None else known
    for artifact in template.inputs.artifacts:
        if artifact.name is not None and artifact.path is not None:
            names[f"inputs.artifacts.{artifact.name.text}.path"] = artifact.path.text
    if template.is_pod:
        names["pod.name"] = PLACEHOLDER
    if template.node.get("retryStrategy") is not None:
        names["retries"] = PLACEHOLDER
    return names
