"""`argolint check --fix` and `--diff`: what becomes of the texts that fixing gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.cli import console
from argolint.cli.files import rewrite_all
from argolint.project.fixing import Mended, mend
from argolint.project.paths import ShownPaths
from argolint.report.summary import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from argolint.project.outcome import Report


def fix(
    report: Report, check_again: Callable[[Mapping[str, str]], Report], *, unsafe: bool, stdin: str | None
) -> tuple[Report, bool]:
    """Mend files in place, and standard input, whose reported name is given, on standard output.

    Returns the report on what is left, and whether all could be written.
    """
    mended = mend(report, check_again, unsafe=unsafe)
    written = rewrite_all(report.files, mended.texts, stdin)
    if mended.fixed:
        console.complain(_told(mended), kind="fixed")
    return mended.report, written


def diff(report: Report, check_again: Callable[[Mapping[str, str]], Report], *, unsafe: bool) -> bool:
    """Show as a unified diff what `fix` would change, and change nothing; whether there is anything."""
    from difflib import unified_diff

    mended = mend(report, check_again, unsafe=unsafe)
    paths = ShownPaths()
    lines: list[str] = []
    for source in report.files:
        text = mended.texts.get(source.path)
        if text is not None:
            name = paths[source.path]
            lines += unified_diff(_lines(source.text), _lines(text), f"a/{name}", f"b/{name}")
    console.write("".join(_closed(line) for line in lines))
    if mended.fixed:
        console.complain(_told(mended), kind="would fix")
    return bool(lines)


def _told(mended: Mended) -> str:
    files = {edit.source.path for one in mended.fixed if one.fix is not None for edit in one.fix.edits}
    return f"{plural(len(mended.fixed), 'finding')} in {plural(len(files), 'file')}"


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends, as `diff` and `patch` know them."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _closed(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
