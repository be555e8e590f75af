"""See `rules/command-in-one-piece.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.kubernetes.containers import Container
from argolint.rules.api import Basis, finding, rule
from argolint.rules.mending import split
from argolint.scripts.languages import is_program
from argolint.syntax.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="scripts", since="0.1", needs=("command",), basis=Basis.TEXT)
def command_in_one_piece(container: Container, cx: Context) -> Findings:
    """A program and its arguments stand in one item of a command, so a file of that whole name is looked for."""
    command = container.node.get("command")
    first = command.items[0] if isinstance(command, Sequence) and command.items else None
    if not isinstance(first, Scalar) or cx.damaged(first):
        return
    words = first.text.split()
    if len(words) > 1 and is_program(words[0]):
        yield finding(
            first.span,
            f"{container.title} starts a program by the name of `{first.text}`, which does not exist",
            help=f"give each word an item of its own: `[{', '.join(words[:4])}{', …' if len(words) > 4 else ''}]`",
            fix=split(cx.document.source, first, command, words) if isinstance(command, Sequence) else None,
        )
