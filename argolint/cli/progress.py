"""A line on the terminal that tells how far a long check has come."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE = 1.0
_PAUSE = 0.1
_WIDTH = 24


class Progress:
    """Shows `done` of `total` files, after a second and then ten times a second at most."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._next = clock() + _PATIENCE
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` files are checked."""
        now = self._clock()
        if now < self._next or not total:
            return
        self._next = now + _PAUSE
        self._shown = True
        filled = _WIDTH * done // total
        self._stream.write(f"\rchecking [{'#' * filled}{'.' * (_WIDTH - filled)}] {done:,}/{total:,} files")
        self._stream.flush()

    def clear(self) -> None:
        """Leave the terminal as it was."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
