"""See `rules/python-for-a-shell.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.scripts.languages import SHELL
from argolint.scripts.programs import programs
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_IMPORT = lazy_pattern(
    r"^(?:import [A-Za-z_][\w.]*(?: as \w+)?|from [A-Za-z_][\w.]* import [\w, ]+)[ \t]*(?:#.*)?$",
    re.MULTILINE,
)


@rule(on=Template, group="scripts", severity=Severity.WARNING, since="0.1", needs=("script",), basis=Basis.MAP)
def python_for_a_shell(template: Template, cx: Context) -> Findings:
    """A program in Python is given to a shell."""
    for program in programs(template):
        found = _IMPORT.search(program.text.text) if program.family == SHELL else None
        if found is None or program.language is None:
            continue
        from argolint.scripts.python import parsed

        if parsed(program.text.text) is not None:
            yield finding(
                locate(cx.document.source, program.text, *found.span()),
                f"{program.title} is Python, of which {program.language.name} understands nothing",
                help="write `command: [python]`, and an image that has it",
            )
