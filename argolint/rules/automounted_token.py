"""See `rules/automounted-token.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template
from argolint.model.build import mapping, scalar
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping

_PROGRAMS = frozenset({"container", "containerSet", "script"})
_SETTING = "automountServiceAccountToken"


@rule(
    on=Template,
    group="security",
    severity=Severity.INFO,
    since="0.1",
    default=False,
    needs=("container", "containerSet", "script"),
)
def automounted_token(template: Template, _cx: Context) -> Findings:
    """A program that need not call the cluster is handed the token of its service account."""
    if template.type not in _PROGRAMS:
        return
    spec = template.owner.spec
    defaults = mapping(spec, "templateDefaults") if spec is not None else None
    holders = (template.node, defaults, spec)
    if any(holder is not None and _is_off(holder) for holder in holders):
        return
    yield finding(
        template.span,
        f"the program of {template.title} is handed the token of its service account",
        help=f"set `{_SETTING}: false`, and `executor.serviceAccountName` for Argo's own container",
    )


def _is_off(holder: Mapping) -> bool:
    setting = scalar(holder, _SETTING)
    return setting is not None and setting.text.lower() in ("false", "no", "off", "n")
