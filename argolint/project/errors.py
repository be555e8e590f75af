"""What stops a command: a mistake in its flags, its paths or its configuration."""

from __future__ import annotations


class UsageError(Exception):
    """The command cannot do what it was asked; `hint` says how to ask for it."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
