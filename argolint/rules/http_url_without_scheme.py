"""See `rules/http-url-without-scheme.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import text
from argolint.model.parts import body_of
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.security.stores import HOLDERS, locations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.syntax.nodes import Mapping

_OTHER_SCHEME = lazy_pattern(r"(?!(?i:https?)://)([A-Za-z][\w+.-]*)://.*", re.DOTALL)
_HOST_FIRST = lazy_pattern(r"(?!https?:)(?=[^{]*[.:/])[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:[/?#].*)?")


@rule(on=(Template, Invocation, WorkflowObject), group="types", since="0.1", needs=("http", *HOLDERS), basis=Basis.TEXT)
def http_url_without_scheme(subject: Template | Invocation | WorkflowObject, cx: Context) -> Findings:
    """The URL of an http template or artifact does not begin with `http://` or `https://`."""
    called = [(subject.title, node) for node in _bodies(subject)]
    for owner, node in (*called, *locations(subject, "http")):
        url = text(node, "url")
        other = _OTHER_SCHEME.fullmatch(url.text.strip()) if url is not None else None
        if url is not None and other is not None and not cx.damaged(url):
            said = f"{owner} asks for `{url.text}`, and only `http` and `https` are spoken here"
            yield finding(
                url.span, said, help="write a URL that begins with `https://`, or take the field of that store"
            )
        if url is not None and _HOST_FIRST.fullmatch(url.text.strip()) and not cx.damaged(url):
            yield finding(
                url.span,
                f"{owner} asks for `{url.text}`, which does not say how: no protocol is known for it",
                help=f"write `https://{url.text}` or `http://{url.text}`",
            )


def _bodies(subject: Template | Invocation | WorkflowObject) -> Iterator[Mapping]:
    body = body_of(subject, "http") if isinstance(subject, Template) else None
    if body is not None:
        yield body
