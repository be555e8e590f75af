"""What a program of one command surely prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argolint.expressions.tags import OPEN
from argolint.model.build import sequence, text
from argolint.model.parts import body_of
from argolint.patterns import lazy_pattern
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.model import Template

_SHELLS = frozenset({"sh", "bash", "ash", "dash"})
_ECHO = lazy_pattern(r"""echo[ ]+(?:'([^'\\]*)' | "([^"\\$`]*)" | ([\w.,:/+-]+(?:[ ][\w.,:/+-]+)*))""", re.VERBOSE)


def printed(template: Template) -> str | None:
    """The result of a shell script that is no more than one `echo` of a plain text; None for any other template."""
    body = body_of(template, "script")
    source = text(body, "source") if body is not None else None
    if body is None or source is None or OPEN in source.text:
        return None
    command = sequence(body, "command")
    shell = command.items[0] if command is not None and len(command.items) == 1 else None
    if not isinstance(shell, Scalar) or shell.text.rpartition("/")[2] not in _SHELLS:
        return None
    echo = _ECHO.fullmatch(source.text.strip())
    return next((word for word in echo.groups() if word is not None), None) if echo is not None else None
