"""Finds values that are pasted into a program, and how it would take them from its environment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.expressions.outside import Outside, outside
from argolint.flow.plain import is_plain
from argolint.patterns import lazy_pattern
from argolint.scripts.environment import added, variable_name
from argolint.scripts.languages import PYTHON
from argolint.scripts.quoting import spelling
from argolint.source import Span
from argolint.syntax.nodes import LITERAL
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.flow.analysis import ObjectFlow
    from argolint.model import Template
    from argolint.scripts.programs import Program
    from argolint.source import SourceFile

_IMPORTS_OS = lazy_pattern(r"^import [\w., ]*\bos\b(?!\.)", re.MULTILINE)
_KEPT_FIRST = lazy_pattern(r"#!|.*^from __future__|.*^#.*coding", re.MULTILINE | re.DOTALL)


def pasted(program: Program, template: Template, flow: ObjectFlow) -> list[Outside]:
    """The tags of a program, in order, that bring in a text which may be anything."""
    return [
        found
        for found in outside(program.text.text)
        if found.tag.is_expression or not is_plain(found.name, template, flow)
    ]


def by_environment(program: Program, found: list[Outside], source: SourceFile) -> list[tuple[Span, str]]:
    """The edits that hand values to a program in its environment; none where some would be unsure."""
    if source.text.lstrip().startswith("{"):
        return []
    node = program.container.node
    variables: dict[str, str] = {}
    edits: list[tuple[Span, str]] = []
    for one in found:
        value = program.text.text[one.tag.start : one.tag.end]
        name, present = variable_name(one.short, value, node)
        spelled = spelling(program, one.tag, name)
        if spelled is None or variables.get(name, value) != value:
            return []
        if not present:
            variables[name] = value
        start, end, written = spelled
        edits.append((locate(source, program.text, start, end), written))
    if variables:
        insertion = added(variables, node, program.text, source)
        if insertion is None:
            return []
        edits.append(insertion)
    return edits if program.family != PYTHON else _importing_os(program, edits, source)


def _importing_os(program: Program, edits: list[tuple[Span, str]], source: SourceFile) -> list[tuple[Span, str]]:
    text = program.text.text
    if _IMPORTS_OS.search(text):
        return edits
    if program.text.style != LITERAL or _KEPT_FIRST.match(text):
        return []
    start = locate(source, program.text, 0, 1).start
    pad = " " * (source.position(start).column - 1)
    return [*edits, (Span(start, start), f"import os\n{pad}")]
