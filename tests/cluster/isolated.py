"""Starts a program in a network namespace of its own, from which it reaches one port of this machine's loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.cluster.server import start

_INSIDE: Final = str(Path(__file__).parent / "inside.py")
_LIMIT: Final = 20.0
_PIECE: Final = 65536


@cache
def is_permitted() -> bool:
    """Whether this user may make a network namespace."""
    return sys.platform == "linux" and subprocess.run([sys.executable, _INSIDE], check=False).returncode == 0


def start_isolated(command: list[str], port: int, **options: Any) -> subprocess.Popen[str]:
    """Start a program whose loopback is its own; what it asks of a port there is passed on to that port of ours."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        words = [sys.executable, _INSIDE, str(theirs.fileno()), str(port), *command]
        process = start(words, pass_fds=[theirs.fileno()], **options)
        theirs.close()
        ours.settimeout(_LIMIT)
        _, descriptors, _, _ = socket.recv_fds(ours, 1, 1)
    assert descriptors, f"no network namespace was made for {command[0]}"
    listener = socket.socket(fileno=descriptors[0])
    threading.Thread(target=_serve, args=(listener, port, process), daemon=True).start()
    return process


def _serve(listener: socket.socket, port: int, process: subprocess.Popen[str]) -> None:
    """Take connections from inside as long as the program runs; the listener came from there and works here."""
    listener.settimeout(1)
    with listener:
        while process.poll() is None:
            with suppress(TimeoutError):
                inner, _ = listener.accept()
                threading.Thread(target=_carry, args=(inner, port), daemon=True).start()


def _carry(inner: socket.socket, port: int) -> None:
    inner.settimeout(None)
    with inner, suppress(OSError), socket.create_connection(("127.0.0.1", port)) as outer:
        back = threading.Thread(target=_pass_on, args=(outer, inner), daemon=True)
        back.start()
        _pass_on(inner, outer)
        back.join()


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(_PIECE):
            sink.sendall(piece)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
