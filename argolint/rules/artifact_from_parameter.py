"""See `rules/artifact-from-parameter.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.model import Invocation
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_PARAMETER = lazy_pattern(
    r"""\{\{\ *
    (?: (?:steps|tasks)\.[^.{}]+\.outputs\.(?:parameters\.[^{}]+|result) | inputs\.parameters\.[^{}]+ )
    \ *\}\}""",
    re.VERBOSE,
)
_HELP = (
    "read an output artifact, `{{steps.NAME.outputs.artifacts.NAME}}`, "
    "or hand the text in as `raw: {data: …}` in place of `from`"
)


@rule(on=Invocation, group="types", since="0.1", needs=("arguments",))
def artifact_from_parameter(call: Invocation, _cx: Context) -> Findings:
    """The `from` of an artifact reads a parameter or a result, which are texts, not artifacts."""
    for artifact in call.arguments.artifacts:
        source = artifact.source
        if source is not None and not artifact.optional and _PARAMETER.fullmatch(source.text):
            name = artifact.name.text if artifact.name is not None else ""
            yield finding(source.span, f"artifact `{name}` comes from a text, which is no artifact", help=_HELP)
