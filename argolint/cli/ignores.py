"""`argolint check --add-ignores`: writes the comments, and says what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.files import rewrite_all
from argolint.project.ignoring import add_ignores
from argolint.project.paths import ShownPaths
from argolint.project.suppression import is_mandatory
from argolint.report.summary import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.project.outcome import Report, Settings


_MOST = 5


def ignore(report: Report, by_file: Callable[[str], Settings], reason: str, stdin: str | None) -> bool:
    """Suppress the findings of a report by comments in its files; whether all could be written.

    Standard input, whose reported name is given, goes to standard output with its comments.
    """
    made = add_ignores(report, lambda found: is_mandatory(found.rule, by_file(found.file)), reason)
    written = rewrite_all(report.files, made.texts, stdin)
    if made.ignored:
        files = plural(len(made.texts), "file")
        console.complain(f"{plural(len(made.ignored), 'finding')} by comments in {files}", kind="suppressed")
    if made.left:
        paths = ShownPaths()
        places = ", ".join(f"{paths[found.file]}:{found.line}" for found in made.left[:_MOST])
        more = f" and {len(made.left) - _MOST} more" if len(made.left) > _MOST else ""
        console.complain(f"no comment can stand at {places}{more}", "accept them by `--baseline`", kind="note")
    return written
