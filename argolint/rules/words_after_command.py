"""See `rules/words-after-command.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import Container, Role
from argolint.rules.api import Basis, finding, rule
from argolint.scripts.languages import SHELL
from argolint.scripts.programs import command_line

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="scripts", severity=Severity.WARNING, since="0.1", needs=("command", "args"), basis=Basis.MAP)
def words_after_command(container: Container, _cx: Context) -> Findings:
    """A shell is given one word to run, and the words after it are lost."""
    if container.role is Role.SCRIPT:
        return
    line = command_line(container)
    if line is None or line.language.family != SHELL or not line.words:
        return
    option, *rest = line.words
    while rest and rest[0].text[:1] in ("-", "+"):
        rest = rest[1:]
    if len(rest) < 2 or not line.language.code.fullmatch(option.text):
        return
    program, lost = rest[:2]
    if len(program.text.split()) != 1:
        return
    # `$0` and `$1` are what the words after it are for; a tag may bring them.
    if not any(sign in program.text for sign in ("$", "{{", "/", ".")):
        yield finding(
            lost.span,
            f"the shell runs `{program.text}` alone: `{lost.text}` is handed to it as `$0`",
            help=f"write all of it in one item, or take `{option.text}` and the shell away",
        )
