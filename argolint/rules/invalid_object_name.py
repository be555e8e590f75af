"""See `rules/invalid-object-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.labels import is_object_name
from argolint.expressions.tags import OPEN
from argolint.model import WorkflowObject
from argolint.rules.api import Basis, finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


_SUFFIX = "x"


@rule(on=WorkflowObject, group="names", since="0.1", basis=Basis.TEXT)
def invalid_object_name(item: WorkflowObject, cx: Context) -> Findings:
    """The name of an object is none that Kubernetes takes, so it can be checked but never created."""
    for name, suffix in ((item.name, ""), (item.generate_name, _SUFFIX)):
        if name is None or OPEN in name.text or cx.damaged(name) or is_object_name(name.text + suffix):
            continue
        yield finding(
            name.span,
            f"`{name.text}` is no name that Kubernetes takes for an object",
            help="use lower case letters, digits, `-` and `.`, a letter or digit first and last",
        )
