"""See `rules/shell-sign-without-shell.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.kubernetes.containers import Container
from argolint.model.build import mappings, sequence, text
from argolint.patterns import lazy_pattern
from argolint.rules.api import Basis, finding, rule
from argolint.scripts.languages import language
from argolint.syntax.nodes import Scalar

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

_SIGNS = frozenset({"|", "&&", "||", ">", ">>", "2>&1", "2>"})
_VARIABLE = lazy_pattern(r"\$(?:\{(\w+)\}|(\w+))")
_PLAIN = frozenset({
    "aws", "cat", "cp", "curl", "date", "echo", "git", "gsutil", "ls", "mkdir", "mv", "pip", "printf", "rm", "sleep",
    "tar", "touch", "wget",
})  # fmt: skip
"""Programs that hand nothing on to a shell, and do not know such signs themselves."""


@rule(on=Container, group="scripts", severity=Severity.WARNING, since="0.1", needs=("command",), basis=Basis.MAP)
def shell_sign_without_shell(container: Container, cx: Context) -> Findings:
    """A program that is no shell is given a word that only a shell understands."""
    words = _words(container)
    if not words or words[0].text.rsplit("/", 1)[-1] not in _PLAIN or cx.damaged(container.node):
        return
    if any(language(word.text) is not None for word in words):
        return
    program = words[0].text
    named = (text(node, "name") for node in mappings(container.node, "env"))
    known = {name.text for name in named if name is not None}
    for word in words[1:]:
        variable = next((at for at in _VARIABLE.finditer(word.text) if (at[1] or at[2]) in known), None)
        if word.text in _SIGNS:
            yield finding(
                word.span,
                f"`{program}` is started without a shell, and gets `{word.text}` as a word",
                help="write `[sh, -c, …]` with the whole command line in one item",
            )
            return
        if variable is not None:
            wanted = variable[1] or variable[2]
            yield finding(
                word.span,
                f"`{program}` is started without a shell, so `{variable[0]}` stays as it is",
                help=f"write `$({wanted})`, which Kubernetes fills in",
            )


def _words(container: Container) -> list[Scalar]:
    found: list[Scalar] = []
    for field in ("command", "args"):
        listed = sequence(container.node, field)
        found += [item for item in listed.items if isinstance(item, Scalar)] if listed is not None else []
    return found
