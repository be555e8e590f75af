"""See `rules/unused-suppression.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model.suppressions import UnusedSuppression
from argolint.rules.api import Change, Mending, finding, rule
from argolint.rules.wording import listed

if TYPE_CHECKING:
    from argolint.model.suppressions import Suppression, Word
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=UnusedSuppression, group="unused", severity=Severity.WARNING, since="0.1")
def unused_suppression(subject: UnusedSuppression, _cx: Context) -> Findings:
    """A comment or an annotation suppresses findings that are not there, or that nothing may suppress."""
    fix = _mending(subject.suppression, {*subject.unused, *subject.mandatory})
    if subject.unused:
        names = listed([word.text for word in subject.unused])
        what = f"nothing is found here by {names}"
        yield finding(subject.unused[0].span, f"{what}, so that this suppresses nothing", help="take it away", fix=fix)
    if subject.mandatory:
        names = listed([word.text for word in subject.mandatory])
        message = f"{names} is mandatory by the configuration, so that nothing suppresses it"
        yield finding(
            subject.mandatory[0].span, message, help="mend what it finds", fix=None if subject.unused else fix
        )


def _mending(suppression: Suppression, idle: set[Word]) -> Mending | None:
    kept = [word.text for word in suppression.words if word not in idle]
    if kept:
        return Mending("take away the names", (Change(suppression.list_span, ", ".join(kept)),), safe=True)
    if suppression.removal is None:
        return None
    return Mending("take away the comment", (Change(suppression.removal, ""),), safe=True)
