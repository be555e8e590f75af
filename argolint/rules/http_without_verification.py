"""See `rules/http-without-verification.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template
from argolint.model.build import flag
from argolint.model.parts import body_of
from argolint.rules.api import finding, rule
from argolint.rules.mending import cut

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Template, group="security", severity=Severity.WARNING, since="0.1", needs=("http",))
def http_without_verification(template: Template, cx: Context) -> Findings:
    """An http template does not check the certificate of the server that it calls."""
    body = body_of(template, "http")
    if body is not None and flag(body, "insecureSkipVerify"):
        yield finding(
            body.entries["insecureSkipVerify"].key.span,
            f"{template.title} does not check whom it calls",
            help="take `insecureSkipVerify` away, and let the agent trust the server's authority",
            fix=cut(cx.document.source, body, body.entries["insecureSkipVerify"].value, "it"),
        )
