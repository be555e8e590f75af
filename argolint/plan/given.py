"""What a run and the inputs of its templates are given, or why that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.globals import merged_parameters
from argolint.model import Kind
from argolint.model.build import mapping, text, value
from argolint.plan.values import Known, Scope, Unknown, Value
from argolint.syntax.data import data_of
from argolint.syntax.nodes import Scalar
from argolint.syntax.scalars import json_text

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Parameter, Template, Values, WorkflowObject


def input_values(template: Template, arguments: Values, outer: Scope) -> dict[str, Value]:
    """Each `inputs.parameters.*` name of a called template with what it comes to; `outer` is the caller's scope."""
    found: dict[str, Value] = {}
    inner = Scope(outer.globals, found, outer.version)
    for declared in template.inputs.parameters:
        if declared.name is None:
            continue
        argument = arguments.parameter(declared.name.text)
        given = _given(argument, outer) if argument is not None else None
        found[f"inputs.parameters.{declared.name.text}"] = given or _own(declared, inner)
    return found


def _given(parameter: Parameter, scope: Scope) -> Value | None:
    node = parameter.value
    if node is not None:
        return scope.value(json_text(node)) if isinstance(node, Scalar) else Known("")
    source = parameter.value_from
    if source is None:
        return None
    ref = mapping(source, "configMapKeyRef")
    if ref is not None:
        part = data_of(ref)
        return Unknown("text", f"key `{part.get('key', '')}` of ConfigMap `{part.get('name', '')}` holds it")
    if value(source, "supplied") is not None or source.get("supplied") is not None:
        return Unknown("text", "somebody gives it when the run waits for it")
    if text(source, "event") is not None:
        return Unknown("text", "the event that starts the run brings it")
    return None


def _own(declared: Parameter, scope: Scope) -> Value:
    found = _given(declared, scope)
    if found is not None:
        return found
    if declared.default is not None:
        return scope.value(json_text(declared.default)) if isinstance(declared.default, Scalar) else Known("")
    return Unknown("text", "whoever starts it gives it")


def global_values(item: WorkflowObject, flow: ObjectFlow) -> dict[str, Value]:
    """Each `workflow.*` name of a run with what it comes to."""
    found: dict[str, Value] = {}
    scope = Scope(found, {}, flow.version)
    for name, parameter in merged_parameters(item, flow.referenced_object).items():
        value_ = _given(parameter, scope)
        found[f"workflow.parameters.{name}"] = value_ or Unknown("text", "it is given when the workflow is submitted")
    if item.kind is Kind.WORKFLOW and item.name is not None:
        found["workflow.name"] = Known(item.name.text)
    if item.namespace:
        found["workflow.namespace"] = Known(item.namespace)
    return found
