"""Tells a client how far the work behind its back has come, once that takes long enough for somebody to wonder."""

from __future__ import annotations

from itertools import count
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

if TYPE_CHECKING:
    from concurrent.futures import Future

    from argolint.lsp.protocol import Server

_PATIENCE: Final = 1.0
"""Seconds that pass in silence."""
_BETWEEN: Final = 0.2
"""Seconds from one word to the next."""


class Progress:
    """The progress of one piece of work after another."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._tokens = (f"argolint-{number}" for number in count(1))
        self._token: str | None = None
        self._is_shown = False
        """Whether the client has agreed to show it."""
        self._since: float | None = None
        self._told = 0.0
        self._most = 0

    def goes_on(self, left: int) -> None:
        """Some work was done, and so many steps are left."""
        now = perf_counter()
        if self._since is None:
            self._since = now
        self._most = max(self._most, left)
        if self._token is None and now - self._since >= _PATIENCE:
            self._ask()
        elif self._is_shown and now - self._told >= _BETWEEN:
            self._told = now
            done = 100 * (self._most - left) // self._most if self._most else 100
            self._tell(types.WorkDoneProgressReport(percentage=done))

    def ends(self) -> None:
        """All of it is done."""
        if self._is_shown:
            self._tell(types.WorkDoneProgressEnd())
        self._token = self._since = None
        self._is_shown = False
        self._most = 0

    def _ask(self) -> None:
        token = self._token = next(self._tokens)

        def answered(answer: Future[Any]) -> None:
            if self._token == token and answer.exception() is None:
                self._is_shown = True
                self._tell(types.WorkDoneProgressBegin(title="Reading workflows", percentage=0))

        wanted = types.WorkDoneProgressCreateParams(token)
        self._server.protocol.send_request(types.WINDOW_WORK_DONE_PROGRESS_CREATE, wanted).add_done_callback(answered)

    def _tell(self, value: object) -> None:
        assert self._token is not None
        self._server.progress(types.ProgressParams(self._token, value))
