"""See `rules/artifact-in-text.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.reads import Read
from argolint.model import Invocation, Template
from argolint.patterns import lazy_pattern
from argolint.rules.api import finding, rule
from argolint.rules.wording import tag_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_OUTPUT = lazy_pattern(r"(?:steps|tasks)\.[^.]+\.outputs\.artifacts\.[^.]+")
_INPUT = lazy_pattern(r"inputs\.artifacts\.[^.]+")

_PASSED = "hand it over by `from`, as an artifact"


@rule(on=(Template, Invocation), group="types", severity=Severity.WARNING, since="0.1")
def artifact_in_text(subject: Template | Invocation, cx: Context) -> Findings:
    """A tag reads an artifact where a text is due, so it is never filled in."""
    if isinstance(subject, Template) and (subject.calls_others or not subject.inputs.artifacts):
        return
    sources = frozenset(_sources(subject))
    for read in cx.flow_of(subject).reads(subject):
        if not isinstance(read, Read) or ".artifacts." not in read.name or id(read.scalar) in sources:
            continue
        if (_OUTPUT.fullmatch(read.name) or _INPUT.fullmatch(read.name)) and read.fault() is None:
            yield finding(
                tag_span(read, cx),
                f"`{{{{{read.name}}}}}` is an artifact, which cannot become a part of a text",
                help=_PASSED if isinstance(subject, Invocation) else f"write `{{{{{read.name}.path}}}}` for its file",
            )


def _sources(subject: Template | Invocation) -> Iterator[int]:
    """The texts that are the `from` of an artifact."""
    if isinstance(subject, Template):
        given = [subject.outputs]
    else:
        inner = [call.arguments for call in subject.inline.calls()] if subject.inline is not None else []
        outputs = [subject.inline.outputs] if subject.inline is not None else []
        given = [subject.arguments, *(hook.arguments for hook in subject.hooks), *inner, *outputs]
    for values in given:
        for artifact in values.artifacts:
            yield id(artifact.source)
