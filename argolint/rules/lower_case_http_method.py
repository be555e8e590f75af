"""See `rules/lower-case-http-method.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template
from argolint.model.build import text
from argolint.model.parts import body_of
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import in_place

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@rule(on=Template, group="types", severity=Severity.WARNING, since="0.1", needs=("http",), basis=Basis.TEXT)
def lower_case_http_method(template: Template, cx: Context) -> Findings:
    """The method of an http template is not in capitals, and Argo sends it as it is written."""
    body = body_of(template, "http")
    method = text(body, "method") if body is not None else None
    if method is None or method.text in _METHODS:
        return
    meant = method.text.strip().upper()
    if meant in _METHODS:
        yield finding(
            method.span,
            f"`{method.text}` is another method than `{meant}`: servers tell capitals apart",
            help=f"write `{meant}`",
            fix=in_place(cx.document.source, method.span, method.text, meant),
        )
