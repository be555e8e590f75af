"""See `rules/args-before-script.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import Container, Role
from argolint.rules.api import Basis, finding, rule
from argolint.scripts.programs import command_line

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context


@rule(on=Container, group="scripts", severity=Severity.WARNING, since="0.1", needs=("args",), basis=Basis.MAP)
def args_before_script(container: Container, _cx: Context) -> Findings:
    """The arguments of a script stand before its file on the command line, where the interpreter takes them."""
    if container.role is not Role.SCRIPT:
        return
    line = command_line(container)
    first = line.words[0] if line is not None and line.words else None
    # A path may be that of a program which is meant to get the script.
    if line is not None and first is not None and first.text[:1] not in ("-", "+", "") and not _is_path(first.text):
        yield finding(
            first.span,
            f"{line.language.name} takes `{first.text}` for the program: arguments stand before the script's file",
            help="hand the value over in `env`",
        )


def _is_path(word: str) -> bool:
    return "/" in word or "." in word.split("{{", 1)[0]
