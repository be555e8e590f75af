"""Whether a text is Python, as far as the standard parser tells; nothing is run."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from typing import NamedTuple

from argolint.expressions.tags import OPEN
from argolint.patterns import lazy_pattern
from argolint.scripts.masking import BLANKS, NUMBERS, WORDS, is_templated_elsewhere, masked


class PythonMistake(NamedTuple):
    """Why a text is no Python, and where in it."""

    start: int
    end: int
    reason: str


_PYTHON_2 = lazy_pattern(
    r"""
      ^\s*(?:print|exec)\s+[^\s(=] | ^\s*print\s*>> | \bexcept\s+[\w.]+\s*,\s*\w+\s*: | ^\s*raise\s+\w+\s*,
    | <> | ` | \b0\d+\b | \b[uU][rR]["'] | \b\d+[lL]\b
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What only Python 2 takes; a program with such a sign may be meant for it."""

_NEWER = (
    (
        (3, 12),
        lazy_pattern(r"f-string"),
        lazy_pattern(r"^\s*(?:type\s+\w+|(?:def|class)\s+\w+\[)|[fF][rR]?['\"]"),
    ),
    ((3, 14), lazy_pattern(r"multiple exception types|parenthesi[sz]ed"), lazy_pattern(r"\b[tT][rR]?['\"]")),
)
"""What later versions of Python allow: from which one, and how an older parser shows that it met it."""


def python_mistake(text: str, *, surely_python_3: bool) -> PythonMistake | None:
    """The first mistake that makes a text no Python, whatever its tags stand for."""
    if is_templated_elsewhere(text):
        return None
    if not surely_python_3 and may_be_python_2(text):
        return None
    words = masked(text, WORDS)
    error = _compile(words.text)
    if error is None or _may_be_newer(error, text):
        return None
    found = _mistake(error, text)
    if OPEN in text and (words.touches(found.start, found.end) or not _whatever_the_tags(error, text)):
        return None
    return found


def parsed(text: str) -> ast.Module | None:
    """The tree of a program, if it is one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
            return None


def may_be_python_2(text: str) -> bool:
    """Whether a program has signs of Python 2."""
    return _PYTHON_2.search(text) is not None


def _whatever_the_tags(error: SyntaxError, text: str) -> bool:
    """Whether the mistake stays when tags stand for numbers, and for nothing where one is on its line."""
    number = _compile(masked(text, NUMBERS).text)
    blank = _compile(masked(text, BLANKS).text)
    if number is None or blank is None or not _same(error, number):
        return False
    return _same(error, blank) or OPEN not in _line(text, error)


def _same(one: SyntaxError, other: SyntaxError) -> bool:
    return (one.lineno, one.msg) == (other.lineno, other.msg)


def _line(text: str, error: SyntaxError) -> str:
    lines = text.split("\n")
    return lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""


def _compile(text: str) -> SyntaxError | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<program>", "exec", dont_inherit=True)
        except SyntaxError as error:
            return error
        except (ValueError, RecursionError, MemoryError, OverflowError):
            return None
    return None


def _may_be_newer(error: SyntaxError, text: str) -> bool:
    line = _line(text, error)
    return any(
        sys.version_info < version and (message.search(error.msg) or sign.search(line))
        for version, message, sign in _NEWER
    )


def _mistake(error: SyntaxError, text: str) -> PythonMistake:
    lines = text.split("\n")
    start = _offset(lines, error.lineno or 1, error.offset or 1)
    end = _offset(lines, error.end_lineno or error.lineno or 1, error.end_offset or 0)
    if error.end_lineno != error.lineno or end <= start:
        end = start + 1
    return PythonMistake(min(start, len(text)), min(end, len(text)), _reason(error.msg))


def _offset(lines: list[str], line: int, column: int) -> int:
    """The offset of a line and column, both from 1."""
    if line > len(lines):
        return max(0, sum(len(before) + 1 for before in lines) - 1)
    column = max(1, min(column, len(lines[line - 1]) + 1))
    return sum(len(before) + 1 for before in lines[: line - 1]) + column - 1


def _reason(message: str) -> str:
    """The parser's words without what only its authors need, such as the name of the file."""
    return re.sub(r"\s*\((?:<program>|detected at|line).*?\)$", "", message).replace("'", "`")
