"""See `rules/python-mistake.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import CONTAINER_FIELDS
from argolint.model import Template
from argolint.rules.api import Basis, rule
from argolint.rules.wording import inspected_python, remarked
from argolint.scripts.languages import PYTHON

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=Template,
    group="scripts",
    severity=Severity.WARNING,
    since="0.1",
    default=False,
    ahead=inspected_python,
    brings=("missing-script-tool",),
    needs=CONTAINER_FIELDS,
    basis=Basis.MAP,
)
def python_mistake(template: Template, cx: Context) -> Findings:
    """Ruff finds a mistake in a Python program of a template."""
    return remarked(template, PYTHON, ("warning",), cx)
