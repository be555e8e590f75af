"""See `rules/doubtful-sequence-format.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.flow.sequences import first_number, format_of
from argolint.model import Invocation
from argolint.rules.api import finding, rule
from argolint.schema.words import quoted
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="types", severity=Severity.WARNING, since="0.1", needs=("withSequence",))
def doubtful_sequence_format(call: Invocation, cx: Context) -> Findings:
    """The `format` of a `withSequence` does not put one whole number into each item."""
    written = format_of(call)
    if written is None or cx.damaged(written):
        return
    from argolint.expressions.sequence_formats import is_readable, item, parse  # few manifests have a format

    made = item(written.text, first_number(call) or 0)
    read = parse(written.text)
    if not is_readable(made) or (not read.problems and read.distinct):
        return
    first = next((problem for problem in read.problems if "JSON" not in problem.message), None)
    if first is not None:
        yield finding(
            locate(cx.document.source, written, first.start, first.end),
            f"{first.message}: items read {quoted(made)}",
            help=first.help,
        )
    elif not read.distinct:
        said = f"all items read {quoted(made)}: this format does not show the number"
        yield finding(written.span, said, help="write `%d` where the number belongs")
