"""Whole messages in and out of the streams of this process, which nothing else may write to."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_LENGTH = b"content-length:"
_LARGEST = 1 << 28
_TURN = 0.0002


class Inbox:
    """The messages that have arrived, in order; a thread reads them, so that those which wait can be seen at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._stream = stream
        self.is_closed = False

    def start(self) -> None:
        """Begin to read."""
        # While a check runs, each step of the reader would wait so long for its turn: five milliseconds unless told.
        sys.setswitchinterval(_TURN)
        Thread(target=self._read, name="reader", daemon=True).start()

    def take(self, timeout: float | None) -> list[bytes]:
        """All messages that wait; without any, the next one within so many seconds (`None`: however long it takes)."""
        taken: list[bytes] = []
        with suppress(Empty):
            self._keep(self._queue.get(timeout=timeout) if timeout != 0 else self._queue.get_nowait(), taken)
            while not self.is_closed:
                self._keep(self._queue.get_nowait(), taken)
        return taken

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return self._queue.empty()

    def _keep(self, body: bytes | None, taken: list[bytes]) -> None:
        if body is None:
            self.is_closed = True
        else:
            taken.append(body)

    def _read(self) -> None:
        with suppress(OSError, ValueError):
            for body in frames(self._stream):
                self._queue.put(body)
        self._queue.put(None)


def frames(stream: BinaryIO) -> Iterator[bytes]:
    """The bodies of the messages of a stream, until it ends or cannot be understood any more."""
    while True:
        length = -1
        while True:
            line = stream.readline()
            if not line:
                return
            if not line.strip():
                break
            if line.lower().startswith(_LENGTH):
                digits = line[len(_LENGTH) :].strip()
                length = int(digits) if digits.isdigit() else -1
        if not 0 <= length <= _LARGEST:
            return
        body = stream.read(length)
        if len(body) < length:
            return
        yield body


class Outbox:
    """Writes messages whole."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.is_broken = False

    def write(self, data: bytes) -> None:
        """Write and send; a client that is gone is noted, not complained about."""
        try:
            self._stream.write(data)
            self._stream.flush()
        except (OSError, ValueError):
            self.is_broken = True

    def close(self) -> None:
        """Nothing more will be written."""
        with suppress(OSError):
            self._stream.close()


def own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The streams of the protocol; what anything else prints goes to standard error from now on."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return sys.stdin.buffer, output
