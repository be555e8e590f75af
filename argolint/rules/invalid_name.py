"""See `rules/invalid-name.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN, PLACEHOLDER
from argolint.flow.named import LONGEST, NAME_HOLDERS, Named, NameList, mend, owner_object
from argolint.model import Template, WorkflowObject
from argolint.rules.api import Basis, finding, rule
from argolint.schema.words import quoted

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(
    on=(WorkflowObject, Template),
    group="names",
    since="0.1",
    needs=NAME_HOLDERS,
    basis=Basis.TEXT,
)
def invalid_name(subject: WorkflowObject | Template, cx: Context) -> Findings:
    """The name of a template, step, task, container, parameter or artifact has a form that Argo refuses."""
    for names in cx.flow(owner_object(subject)).doubtful_names(subject):
        for item in names.items:
            name = item.name
            if name is None or item.dynamic or cx.damaged(name) or names.fits(item):
                continue
            message = f"{names.what} {_shown(name.text, item.filled)}: {_reason(names, item)}"
            yield finding(name.span, message, help=_help(names, item))


def _shown(written: str, filled: str) -> str:
    if filled == written or PLACEHOLDER in filled:
        return f"{quoted(written)} has an invalid name"
    return f"{quoted(written)} gets the invalid name {quoted(filled)}"


def _reason(names: NameList, item: Named) -> str:
    if OPEN in item.filled:
        return "Argo does not fill in this tag before it looks at the name"
    if PLACEHOLDER in item.filled and not names.tags:
        return "its value is known only when it runs"
    if not names.values and len(item.filled.encode()) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if names.values:
        return "only letters, digits, `-` and `_` may stand in it"
    return "only letters, digits and `-` may stand in it, a letter or digit first"


def _help(names: NameList, item: Named) -> str | None:
    if OPEN in item.filled or PLACEHOLDER in item.filled or not item.filled.isascii():
        return None
    mended = mend(item.filled, names)
    return f"write `{mended}`" if mended else None
