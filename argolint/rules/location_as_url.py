"""See `rules/location-as-url.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Invocation, Template, WorkflowObject
from argolint.model.build import text
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.security.stores import HOLDERS, locations

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_STORES = ("s3", "gcs", "oss")
_URL = lazy_pattern(r"\s*(?i:s3|gs|gcs|oss|https?)://")


@rule(
    on=(WorkflowObject, Template, Invocation),
    group="types",
    severity=Severity.WARNING,
    since="0.1",
    needs=HOLDERS,
    basis=Basis.TEXT,
)
def location_as_url(subject: WorkflowObject | Template | Invocation, _cx: Context) -> Findings:
    """The key or bucket of an artifact is written as a URL, but is a plain name."""
    for store in _STORES:
        for owner, node in locations(subject, store):
            for field in ("bucket", "key"):
                name = text(node, field)
                if name is not None and _URL.match(name.text):
                    yield finding(
                        name.span,
                        f"the {field} of {owner} is a URL, and no object has such a name",
                        help="write the bucket's name under `bucket`, and what follows it under `key`",
                    )
