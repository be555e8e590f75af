"""What a program surely prints, as far as its text tells; nothing is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.expressions.json_lists import is_json_list
from argolint.expressions.tags import OPEN
from argolint.patterns import lazy_pattern
from argolint.schema.words import quoted
from argolint.scripts.languages import PYTHON, SHELL
from argolint.scripts.programs import programs

if TYPE_CHECKING:
    import re

    from argolint.model import Template
    from argolint.scripts.programs import Program

_SHELLS = frozenset({"sh", "bash", "ash", "dash"})
_ECHO = lazy_pattern(r"""\s*(echo[ ]+(?:'([^'\\]*)'|"([^"\\$`]*)"|((?!-)[\w.,:/+-]+(?:[ ][\w.,:/+-]+)*)))\s*""")
_SILENT_OPTION = lazy_pattern(r"-[ceux]+")


class Printed(NamedTuple):
    """A part of a program that prints something else than a JSON list, and what that is."""

    start: int
    end: int
    what: str


def printed(template: Template) -> str | None:
    """The result of a template whose shell program is no more than one `echo` of a plain text; None for any other."""
    program = main_program(template)
    echo = _echo(program) if program is not None else None
    return _said(echo) if echo is not None else None


def no_json_list(program: Program) -> Printed | None:
    """The only thing that a program prints, if that is surely no JSON list."""
    if program.family == PYTHON:
        from argolint.scripts import python_output  # few programs are looked at so closely

        return python_output.no_json_list(program.text.text)
    echo = _echo(program)
    if echo is None or is_json_list(_said(echo)):
        return None
    return Printed(echo.start(1), echo.end(1), quoted(_said(echo)))


def main_program(template: Template) -> Program | None:
    """The program whose output is the result of a template."""
    found = [at for at in programs(template) if at.container.node is template.body]
    return found[0] if len(found) == 1 else None


def _echo(program: Program) -> re.Match[str] | None:
    language = program.language
    if language is None or language.family != SHELL or language.name not in _SHELLS:
        return None
    if OPEN in program.text.text or not all(_SILENT_OPTION.fullmatch(option) for option in program.options):
        return None
    return _ECHO.fullmatch(program.text.text)


def _said(echo: re.Match[str]) -> str:
    return next(word for word in echo.groups()[1:] if word is not None)
