"""See `rules/endpoint-with-scheme.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import sequence, text
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import in_place
from argolint.security.stores import HOLDERS, locations
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SCHEME = lazy_pattern(r"\s*(?i:https?|s3)://")
_HDFS = lazy_pattern(r"\s*(?i:hdfs|webhdfs|https?)://")


@rule(on=(WorkflowObject, Template, Invocation), group="types", since="0.1", needs=HOLDERS, basis=Basis.TEXT)
def endpoint_with_scheme(subject: WorkflowObject | Template | Invocation, cx: Context) -> Findings:
    """The endpoint of a store is written as a URL, but must be a host alone."""
    for owner, node in locations(subject, "s3"):
        endpoint = text(node, "endpoint")
        scheme = _SCHEME.match(endpoint.text) if endpoint is not None else None
        if endpoint is not None and scheme is not None:
            host = endpoint.text[scheme.end() :].rstrip("/")
            yield finding(
                endpoint.span,
                f"the endpoint of {owner} is a URL, which the S3 client refuses",
                help=f"write `{host}`; `insecure: true` stands for `http://`",
                fix=in_place(cx.document.source, endpoint.span, endpoint.text, host),
            )
    for owner, node in locations(subject, "hdfs"):
        addresses = sequence(node, "addresses")
        for address in addresses.items if addresses is not None else ():
            scheme = _HDFS.match(address.text) if isinstance(address, Scalar) else None
            if isinstance(address, Scalar) and scheme is not None:
                host = address.text[scheme.end() :].rstrip("/")
                yield finding(
                    address.span,
                    f"the address of a name node of {owner} is a URL, which no connection can be made to",
                    help=f"write `{host}`",
                    fix=in_place(cx.document.source, address.span, address.text, host),
                )
