"""See `rules/misplaced-code-option.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.kubernetes.containers import Container, Role
from argolint.rules.api import Basis, finding, rule
from argolint.scripts.languages import SHELL
from argolint.scripts.programs import command_line

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="scripts", since="0.1", needs=("source",), basis=Basis.MAP)
def misplaced_code_option(container: Container, _cx: Context) -> Findings:
    """The interpreter of a script is told to run the next word, which is the path of the script's file."""
    if container.role is not Role.SCRIPT:
        return
    line = command_line(container)
    if line is None or not line.words or line.language.family == SHELL:
        return
    last = line.words[-1]
    if line.language.code.fullmatch(last.text):
        yield finding(
            last.span,
            f"`{last.text}` makes {line.language.name} run the path of the script's file as a program",
            help="leave it out: Argo writes the source to a file, and adds the path to the command",
        )
