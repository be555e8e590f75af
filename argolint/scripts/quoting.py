"""How a program reads a variable of its environment in the place of a tag."""

from __future__ import annotations

import io
import tokenize
from typing import TYPE_CHECKING

from argolint.patterns import lazy_pattern
from argolint.scripts.languages import PYTHON, SHELL
from argolint.scripts.masking import masked
from argolint.scripts.shell_words import QUOTES, step_over
from argolint.syntax.nodes import DOUBLE, PLAIN, SINGLE

if TYPE_CHECKING:
    from argolint.expressions.tags import Tag
    from argolint.scripts.programs import Program

_NESTED = lazy_pattern(r"<<|`|\$\(|\$'|\$\{")
"""What makes quotes nest or end otherwise, so that a reading from left to right is not enough."""


def spelling(program: Program, tag: Tag, variable: str) -> tuple[int, int, str] | None:
    """The part of a program to replace, and what reads the variable there; None where that is unsure."""
    if program.family == SHELL:
        return _in_shell(program, tag, variable)
    return _in_python(program, tag, variable) if program.family == PYTHON else None


def _in_shell(program: Program, tag: Tag, variable: str) -> tuple[int, int, str] | None:
    text, style = program.text.text, program.text.style
    quote = shell_quote(text, tag.start)
    if quote is None:
        return None
    braced = text[tag.end : tag.end + 1].isalnum() or text[tag.end : tag.end + 1] == "_"
    plain = f"${{{variable}}}" if braced and quote == '"' else f"${variable}"
    start, end = tag.start, tag.end
    if quote == "'" and text[start - 1] == text[end : end + 1] == quote:
        start, end, quote = start - 1, end + 1, ""
    written = plain if quote == '"' else f'{quote}"{plain}"{quote}'
    if style == PLAIN and (start == 0 or "{" in written):
        return None
    if style == DOUBLE:
        written = written.replace('"', '\\"')
    if style == SINGLE:
        written = written.replace("'", "''")
    return start, end, written


def shell_quote(text: str, offset: int) -> str | None:
    """The quote that is open at an offset of a shell program, or the empty text; None where it is unsure."""
    if _NESTED.search(text, 0, offset):
        return None
    at = 0
    while at < offset:
        char = text[at]
        if char == "#" and (at == 0 or text[at - 1] in " \t\n;"):
            at = text.find("\n", at, offset)
            if at < 0:
                return None
        at = step_over(text, at, offset)
        if at > offset and char in QUOTES:
            return char
    return ""


def _in_python(program: Program, tag: Tag, variable: str) -> tuple[int, int, str] | None:
    """Only a text that the tag fills entirely becomes an expression."""
    text = masked(program.text.text).text
    lines = [0]
    for line in text.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            start = lines[token.start[0] - 1] + token.start[1]
            end = lines[token.end[0] - 1] + token.end[1]
            quotes = tag.start - start
            if start < tag.start and tag.end < end and token.type == tokenize.STRING:
                whole = end - tag.end == quotes and set(text[start : tag.start]) in ({"'"}, {'"'})
                return (start, end, f'os.environ["{variable}"]') if whole else None
    except (tokenize.TokenError, SyntaxError, IndexError):
        return None
    return None
