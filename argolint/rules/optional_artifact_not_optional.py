"""See `rules/optional-artifact-not-optional.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.skipping import bare, gap, source_of
from argolint.model import Artifact, Invocation, Template
from argolint.names import Resolved
from argolint.rules.api import finding, note, rule
from argolint.rules.wording import gap_words

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=(Invocation, Template), group="types", severity=Severity.WARNING, since="0.1", needs=("arguments", "outputs"))
def optional_artifact_not_optional(subject: Invocation | Template, cx: Context) -> Findings:
    """An artifact comes from a step or task that may be skipped, and what takes it cannot do without."""
    if isinstance(subject, Template):
        if subject.type == "dag":
            yield from _handed(subject.outputs.artifacts, subject, None, cx)
    elif subject.when is None and subject.arguments.artifacts:
        flow = cx.flow(subject.caller.owner)
        needed = tuple(at for at in subject.arguments.artifacts if _is_needed(at, subject, flow))
        yield from _handed(needed, subject.caller, subject, cx)


def _handed(artifacts: tuple[Artifact, ...], home: Template, reader: Invocation | None, cx: Context) -> Findings:
    flow = cx.flow(home.owner)
    for artifact in artifacts:
        if artifact.source is None or artifact.optional or artifact.from_expression is not None:
            continue
        name = bare(artifact.source.text)
        source = source_of(name, home, flow)
        if source is None or not isinstance(source.output, Artifact) or source.call is reader:
            continue
        missing = gap(source.call, reader, flow)
        if missing is not None:
            yield finding(
                artifact.source.span,
                f"artifact `{name}` does not exist when {source.call.title} {gap_words(missing)}",
                labels=[note(missing.at.span, "it may not run")],
                help="make what takes it `optional: true`",
            )


def _is_needed(artifact: Artifact, call: Invocation, flow: ObjectFlow) -> bool:
    """Whether the callee surely cannot start without the artifact."""
    target = flow.target(call)
    if not isinstance(target, Resolved) or artifact.name is None:
        return False
    taken = target.target.inputs.artifact(artifact.name.text)
    return taken is not None and not taken.optional
