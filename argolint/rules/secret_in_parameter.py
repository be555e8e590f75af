"""See `rules/secret-in-parameter.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, WorkflowObject
from argolint.model.build import value
from argolint.rules.api import finding, rule
from argolint.security.secrets import is_plain_secret, secret_kind
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.model import Parameter
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template),
    group="security",
    severity=Severity.WARNING,
    since="0.1",
    default=False,
    needs=("arguments", "inputs"),
)
def secret_in_parameter(subject: WorkflowObject | Template, _cx: Context) -> Findings:
    """A parameter carries a credential, so everyone who may read the workflow may read it too."""
    values = subject.inputs if isinstance(subject, Template) else subject.arguments
    for parameter in values.parameters:
        if parameter.name is not None and secret_kind(parameter.name.text) and not _said_elsewhere(parameter):
            yield finding(
                parameter.name.span,
                f"parameter `{parameter.name.text}` of {subject.title} is named like a credential",
                help="hand over the name of a Secret, and read it by `secretKeyRef` where it is used",
            )


def _said_elsewhere(parameter: Parameter) -> bool:
    """Whether `plain-text-secret` speaks of it, or nothing secret is in it."""
    if parameter.enum is not None:
        return True
    name = parameter.name.text if parameter.name is not None else ""
    given = (parameter.value, parameter.default)
    if any(isinstance(at, Scalar) and is_plain_secret(name, at.text) for at in given):
        return True
    return parameter.value_from is not None and value(parameter.value_from, "supplied") is None
