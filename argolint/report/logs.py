"""Lines of logs as people read them: each with its pod before it, in a colour of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argolint.cluster.logs import Line, Source
    from argolint.report.style import Style

_ROLES: Final = ("info", "good", "warning", "label", "gutter", "error")


class Lines:
    """Writes lines; `prefixed` tells which pod each is from, `stamped` when it was written."""

    def __init__(self, style: Style, *, prefixed: bool, stamped: bool) -> None:
        self._style = style
        self._prefixed = prefixed
        self._stamped = stamped
        self._roles: dict[str, str] = {}
        self._containers: dict[str, str] = {}

    def render(self, line: Line) -> str:
        """A line with its end."""
        stamp = f"{line.stamp} " if self._stamped and line.stamp else ""
        return f"{self._prefix(line.source)}{stamp}{line.text}\n"

    def _prefix(self, source: Source) -> str:
        if not self._prefixed:
            return ""
        role = self._roles.setdefault(source.pod, _ROLES[len(self._roles) % len(_ROLES)])
        several = self._containers.setdefault(source.pod, source.container) != source.container
        name = f"{source.pod}/{source.container}" if several else source.pod
        return self._style.paint(f"{name}:", role) + " "
