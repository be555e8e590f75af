"""See `rules/python-syntax.md`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.kubernetes.containers import CONTAINER_FIELDS
from argolint.model import Template
from argolint.model.build import text
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.scripts.languages import PYTHON
from argolint.scripts.programs import programs
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context
    from argolint.scripts.programs import Program

_PYTHON_3 = lazy_pattern(r"(?:python|pypy)3")
_IMAGE = lazy_pattern(r"(?:.*/)?python(?::(?!2)[\w.-]+)?(?:@.*)?")


@rule(on=Template, group="scripts", since="0.1", needs=CONTAINER_FIELDS, basis=Basis.MAP)
def python_syntax(template: Template, cx: Context) -> Findings:
    """A Python program in a template is no Python, so it ends before its first line runs."""
    for program in programs(template):
        if program.family != PYTHON or _is_python_2(program):
            continue
        from argolint.scripts.python import python_mistake

        mistake = python_mistake(program.text.text, surely_python_3=_is_python_3(program))
        if mistake is not None:
            yield finding(
                locate(cx.document.source, program.text, mistake.start, mistake.end),
                f"{program.title} is no Python: {mistake.reason}",
                help="the interpreter refuses the whole program; nothing of it is run",
            )


def _is_python_2(program: Program) -> bool:
    image = text(program.container.node, "image")
    named = program.language is not None and program.language.name.startswith(("python2", "pypy2"))
    return named or (image is not None and re.search(r"python:?2", image.text) is not None)


def _is_python_3(program: Program) -> bool:
    if program.language is not None and _PYTHON_3.match(program.language.name):
        return True
    image = text(program.container.node, "image")
    return image is not None and _IMAGE.fullmatch(image.text) is not None
