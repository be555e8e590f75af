"""A proxy before the API server, by which tests count requests, refuse them, lose answers or kill who asks."""

from __future__ import annotations

import socket
import threading
from contextlib import closing, contextmanager, suppress
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping

    from tests.cluster.server import ApiServer


class Seen(NamedTuple):
    """A request: its number from 1, and whether the server has answered it yet."""

    number: int
    method: str
    path: str
    answered: bool


class Reply(NamedTuple):
    """An answer of the proxy's own; status 0 cuts the connection."""

    status: int
    headers: Mapping[str, str] = {}


DROP = Reply(0)


class Proxy:
    """Takes requests at `url` and passes them on; before and after each, `meddle` may answer in the server's place."""

    def __init__(self, server: ApiServer, trust: ssl.SSLContext) -> None:
        self.server = server
        self.trust = trust
        self.url = ""
        self.requests: list[tuple[str, str]] = []
        self.meddle: Callable[[Seen], Reply | None] = lambda seen: None
        self.rewrite: Callable[[str], str] = lambda path: path
        """What is asked of the server instead of a path."""
        self._lock = threading.Lock()
        self._streams: set[socket.socket] = set()

    def cut(self) -> int:
        """Cut the connections of all watches and logs that are under way, and return how many there were."""
        with self._lock:
            streams, self._streams = self._streams, set()
        for stream in streams:
            with suppress(OSError):
                stream.shutdown(socket.SHUT_RDWR)
        return len(streams)

    def hold(self, stream: socket.socket) -> None:
        """Remember the connection of a watch or a log."""
        with self._lock:
            self._streams.add(stream)

    def take(self, method: str, path: str) -> int:
        """Count a request."""
        with self._lock:
            self.requests.append((method, path))
            return len(self.requests)

    def reset(self, meddle: Callable[[Seen], Reply | None]) -> None:
        """Count from 1 again, with another way to meddle."""
        with self._lock:
            self.requests = []
            self.meddle = meddle


@contextmanager
def running_proxy(server: ApiServer, trust: ssl.SSLContext) -> Iterator[Proxy]:
    """Run a proxy until the block ends."""
    proxy = Proxy(server, trust)
    methods = {f"do_{method}": _Handler.pass_on for method in ("GET", "POST", "PATCH", "DELETE")}
    handler = type("Handler", (_Handler,), {"proxy": proxy, **methods})
    listener = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    listener.daemon_threads = True
    proxy.url = f"http://127.0.0.1:{listener.server_address[1]}"
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    proxy: Proxy
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the other side to acknowledge its head

    def pass_on(self) -> None:
        proxy = self.proxy
        number = proxy.take(self.command, self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        reply = proxy.meddle(Seen(number, self.command, self.path, answered=False))
        if reply is None:
            if "watch=true" in self.path or "/log?" in self.path:
                self._stream()
                return
            status, data = self._forward(body)
            reply = proxy.meddle(Seen(number, self.command, self.path, answered=True))
            if reply is None:
                self._answer(status, {"Content-Type": "application/json"}, data)
                return
        if not reply.status:
            self.close_connection = True
            self.connection.close()
            return
        self._answer(reply.status, reply.headers, b"")

    def _forward(self, body: bytes) -> tuple[int, bytes]:
        with closing(self._connection()) as connection:
            answer = self._asked(connection, body)
            return answer.status, answer.read()

    def _stream(self) -> None:
        """Pass on an answer piece by piece, as it comes."""
        self.close_connection = True
        self.proxy.hold(self.connection)
        with closing(self._connection()) as connection:
            answer = self._asked(connection, b"")
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers.get("Content-Type", "application/json"))
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            while piece := answer.read1(65536):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")

    def _connection(self) -> HTTPSConnection:
        address = urlsplit(self.proxy.server.url)
        return HTTPSConnection(address.hostname or "", address.port, context=self.proxy.trust, timeout=30)

    def _asked(self, connection: HTTPSConnection, body: bytes) -> HTTPResponse:
        wanted = {
            name: self.headers[name] for name in ("Authorization", "Accept", "Content-Type") if self.headers[name]
        }
        connection.request(self.command, self.proxy.rewrite(self.path), body or None, wanted)
        return connection.getresponse()

    def _answer(self, status: int, headers: Mapping[str, str], data: bytes) -> None:
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            self.close_connection = True

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (OSError, ValueError, HTTPException):  # who asked is gone, or the server is
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
