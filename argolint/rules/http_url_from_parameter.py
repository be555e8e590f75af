"""See `rules/http-url-from-parameter.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template
from argolint.model.build import text
from argolint.model.parts import body_of
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_HOST = lazy_pattern(r"\s*(?:https?://)?[^/?#{]*", re.IGNORECASE)


@rule(on=Template, group="security", severity=Severity.INFO, since="0.1", needs=("http",))
def http_url_from_parameter(template: Template, cx: Context) -> Findings:
    """A parameter decides which host an http template calls, so whoever sets it may reach any service."""
    body = body_of(template, "http")
    url = text(body, "url") if body is not None else None
    if url is None or "{{" not in url.text:
        return
    from argolint.expressions.outside import outside
    from argolint.flow.plain import is_plain

    host = _HOST.match(url.text)
    for found in outside(url.text):
        at_host = host is not None and found.tag.start <= host.end()
        if at_host and not is_plain(found.tag.name, template, cx.flow(template.owner)):
            yield finding(
                locate(cx.document.source, url, found.tag.start, found.tag.end),
                f"`{found.name}` decides which host {template.title} calls from inside the cluster",
                help="write scheme and host here, and let the parameter give the path",
            )
            return
