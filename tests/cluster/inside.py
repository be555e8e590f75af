"""Becomes a program in a network namespace of its own; `isolated.py` is who starts it.

    python inside.py [SOCKET PORT COMMAND...]

A listener at the port of the new loopback goes through the socket to the other side. Without arguments the exit status
tells whether this user may make such a namespace.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import struct
import sys

_NEW_USER = 0x10000000
_NEW_NETWORK = 0x40000000
_DIE_WITH_PARENT = 1
_GET_FLAGS = 0x8913
_SET_FLAGS = 0x8914
_UP = 1
_INTERFACE = "16sH22x"


def leave() -> bool:
    """Move this process into a new network namespace, with a new one of users where that is needed."""
    system = ctypes.CDLL(None)
    return any(system.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def raise_loopback() -> None:
    """Turn on the loopback of a new namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        found = fcntl.ioctl(any_socket, _GET_FLAGS, struct.pack(_INTERFACE, b"lo", 0))
        _, flags = struct.unpack(_INTERFACE, found)
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack(_INTERFACE, b"lo", flags | _UP))


def become(descriptor: int, port: int, command: list[str]) -> None:
    """Hand out a listener of the new namespace and become the program."""
    raise_loopback()
    with socket.create_server(("127.0.0.1", port)) as listener, socket.socket(fileno=descriptor) as line:
        socket.send_fds(line, [b"\0"], [listener.fileno()])
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)  # new rights have made the kernel forget it
    os.execvp(command[0], command)


if __name__ == "__main__":
    if not leave():
        sys.exit(1)
    if len(sys.argv) > 1:
        become(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
