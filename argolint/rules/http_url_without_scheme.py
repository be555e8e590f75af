"""See `rules/http-url-without-scheme.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Template
from argolint.model.build import text
from argolint.model.parts import body_of
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_HOST_FIRST = lazy_pattern(r"(?!https?:)(?=[^{]*[.:/])[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:[/?#].*)?")


@rule(on=Template, group="types", since="0.1", needs=("http",))
def http_url_without_scheme(template: Template, cx: Context) -> Findings:
    """The URL of an http template does not begin with `http://` or `https://`."""
    body = body_of(template, "http")
    url = text(body, "url") if body is not None else None
    if url is not None and _HOST_FIRST.fullmatch(url.text.strip()) and not cx.damaged(url):
        yield finding(
            url.span,
            f"{template.title} calls `{url.text}`, which does not say how: no protocol is known for it",
            help=f"write `https://{url.text}` or `http://{url.text}`",
        )
