"""See `rules/invalid-sequence-format.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.flow.sequences import first_number, format_of
from argolint.model import Invocation
from argolint.rules.api import Basis, finding, rule
from argolint.schema.words import quoted

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Invocation, group="types", since="0.1", needs=("withSequence",), basis=Basis.TEXT)
def invalid_sequence_format(call: Invocation, cx: Context) -> Findings:
    """The `format` of a `withSequence` makes items that Argo cannot read."""
    written = format_of(call)
    number = first_number(call) if written is not None else None
    if written is None or number is None or cx.damaged(written):
        return
    from argolint.expressions.sequence_formats import is_readable, item  # few manifests have a format

    made = item(written.text, number)
    if not is_readable(made):
        yield finding(
            written.span,
            f"the item {quoted(made)} that this format makes is no JSON text",
            help="take quotes, control characters and lone backslashes away, or write `%d`",
        )
