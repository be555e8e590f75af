"""See `rules/shell-without-code-option.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.kubernetes.containers import Container, Role
from argolint.rules.api import Basis, finding, rule
from argolint.scripts.languages import SHELL, is_program
from argolint.scripts.programs import command_line

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_BUILT_IN = frozenset({"cd", "export", "exit", "if", "for", "while", "set", "source", "true", "false"})
_LONGEST = 60


@rule(on=Container, group="scripts", since="0.1", needs=("command",), basis=Basis.MAP)
def shell_without_code_option(container: Container, cx: Context) -> Findings:
    """A shell is given a command and no `-c`, so it looks for a file of that name."""
    if container.role is Role.SCRIPT or cx.damaged(container.node):
        return
    line = command_line(container)
    if line is None or line.language.family != SHELL or not line.words:
        return
    word = line.words[0]
    parts = word.text.split()
    if len(parts) > 1 and (is_program(parts[0]) or parts[0] in _BUILT_IN):
        shown = parts[0] if len(word.text) > _LONGEST else word.text.strip()
        yield finding(
            word.span,
            f"{line.language.name} takes `{shown}{' …' if shown == parts[0] else ''}` for the name of a file",
            help="add `-c` in front of it",
        )
