"""The manifests that a script writes out itself: what its commands are fed, and what its files hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from argolint.expressions.tags import is_known
from argolint.flow.masking import MARK
from argolint.patterns import lazy_pattern

if TYPE_CHECKING:
    from re import Match

    from argolint.scripts.shell_words import Command, Here

STANDARD_INPUT: Final = frozenset({"-", "/dev/stdin"})
_EXPANSION: Final = lazy_pattern(
    r"(?s)\\(?P<escaped>[\\$`\n])|\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$\{[^}]*\}|\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])"
)
_VARIABLE: Final = lazy_pattern(r"\$\{[^}]*\}|\$[A-Za-z_]\w*")
_TABS: Final = lazy_pattern(r"(?m)^\t+")
_OPTIONS: Final = frozenset({"-e", "-n", "-ne", "-en"})


class Inputs:
    """What one program gives its commands to read, as far as its text tells; marks cover what the shell puts in."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._files: dict[str, str] = {}

    def take(self, command: Command) -> None:
        """Remember what a command writes into a file."""
        if not command.into or not is_known(command.into):
            return
        printed = self._printed(command)
        before = self._files.pop(command.into, None) if command.appends else ""
        self._files.pop(command.into, None)
        if printed is not None and before is not None:
            self._files[command.into] = before + printed

    def given(self, command: Command, file: str) -> str | None:
        """The text of a file that a command reads; None if the program does not tell."""
        if file not in STANDARD_INPUT:
            return self._files.get(file)
        if command.here is not None:
            return self._expanded(command.here)
        return self._printed(command.fed_by) if command.fed_by is not None else None

    def _printed(self, command: Command) -> str | None:
        first, *rest = (word.text for word in command.words)
        if first == "cat" and len(rest) <= 1:
            return self.given(command, rest[0] if rest else "-")
        if first == "echo":
            return " ".join(rest[1:] if rest and rest[0] in _OPTIONS else rest) + "\n"
        if first == "envsubst" and not rest:
            text = self.given(command, "-")
            return None if text is None else _VARIABLE.sub(_hidden, text)
        return None

    def _expanded(self, here: Here) -> str:
        text = self._text[here.start : here.end]
        text = _TABS.sub("", text) if here.without_tabs else text
        return text if here.literal else _EXPANSION.sub(_hidden, text)


def _hidden(match: Match[str]) -> str:
    escaped = match.groupdict().get("escaped")
    return MARK if escaped is None else escaped.strip("\n")
