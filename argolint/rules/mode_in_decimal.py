"""See `rules/mode-in-decimal.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import instead
from argolint.source import Span
from argolint.syntax import Document

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SIGN = "ode: 4"
_MODE = lazy_pattern(r"(?:^|[\s{,])(?:mode|defaultMode): (4[04][04])(?=[ \t]*(?:[\r\n,}#]|$))")


@rule(on=Document, group="types", severity=Severity.WARNING, since="0.1", basis=Basis.TEXT)
def mode_in_decimal(document: Document, _cx: Context) -> Findings:
    """The mode of files is written in decimal, where another one is meant."""
    text, span = document.source.text, document.span
    if text.find(_SIGN, span.start, span.end) < 0:
        return
    for match in _MODE.finditer(text, span.start, span.end):
        if "#" in text[text.rfind("\n", 0, match.start(1)) + 1 : match.start(1)]:
            continue
        digits = match[1]
        at = Span(*match.span(1))
        yield finding(
            at,
            f"`{digits}` is decimal, and gives files the mode {int(digits):04o}",
            help=f"write `0{digits}` in octal",
            fix=instead(at, f"0{digits}"),
        )
