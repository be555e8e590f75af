"""An interrupt lets the current step end."""

from __future__ import annotations

import signal
from threading import Event
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType


class Interrupts:
    """While its block runs, the first interrupt or request to end is only noted; a second one ends at once."""

    def __init__(self) -> None:
        self._asked = Event()
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Interrupts:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def asked(self) -> bool:
        """Whether somebody wants it to end."""
        return self._asked.is_set()

    def pause(self, seconds: float) -> bool:
        """Wait; False as soon as somebody wants it to end."""
        return not self._asked.wait(seconds)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked.is_set():
            raise KeyboardInterrupt
        self._asked.set()
