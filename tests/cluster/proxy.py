"""A proxy before the API server, by which tests count requests, refuse them, lose answers or kill who asks."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.client import HTTPSConnection
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
        self._lock = threading.Lock()

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
        address = urlsplit(self.proxy.server.url)
        connection = HTTPSConnection(address.hostname or "", address.port, context=self.proxy.trust, timeout=30)
        wanted = {
            name: self.headers[name] for name in ("Authorization", "Accept", "Content-Type") if self.headers[name]
        }
        try:
            connection.request(self.command, self.path, body or None, wanted)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

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
        except (OSError, ValueError):  # who asked is gone
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
