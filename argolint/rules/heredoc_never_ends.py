"""See `rules/heredoc-never-ends.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import CONTAINER_FIELDS
from argolint.model import Template
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.scripts.languages import SHELL
from argolint.scripts.programs import programs
from argolint.syntax.places import locate

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_HEREDOC = lazy_pattern(r"(?<!<)<<(?P<tabs>-?)[ \t]*(?P<quote>['\"]?)(?P<word>[A-Za-z_]\w*)(?P=quote)(?=[\s;&|)>]|$)")


@rule(on=Template, group="scripts", severity=Severity.WARNING, since="0.1", needs=CONTAINER_FIELDS, basis=Basis.MAP)
def heredoc_never_ends(template: Template, cx: Context) -> Findings:
    """No line ends a here document, so the rest of the program belongs to the document."""
    for program in programs(template):
        text = program.text.text
        if program.family != SHELL or "<<" not in text:
            continue
        lines = text.split("\n")
        for match in _HEREDOC.finditer(text):
            first = text.count("\n", 0, match.start())
            if "#" in lines[first][: match.start() - text.rfind("\n", 0, match.start()) - 1]:
                continue
            line = lines[first][: match.start() - text.rfind("\n", 0, match.start()) - 1]
            if "((" in line or line.count("'") % 2 or line.count('"') % 2:
                continue
            after = [line.lstrip("\t") if match["tabs"] else line for line in lines[first + 1 :]]
            if match["word"] not in after:
                why = f"`{match['word']}` stands on a line of its own only with blanks"
                if match["word"] not in (line.strip() for line in after):
                    why = f"no line after it is `{match['word']}`"
                yield finding(
                    locate(cx.document.source, program.text, match.start(), match.end()),
                    f"the here document never ends: {why}",
                    help="put the word at the very beginning of a line of the program, and nothing behind it",
                )
