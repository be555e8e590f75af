"""A kubelet for the test's API server: it takes pods of some namespaces, and serves what their containers write.

Logs go the real way: the API server asks it at the address of its Node, `/containerLogs/…`.
"""

from __future__ import annotations

import ssl
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from tests.cluster.server import BUSY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cluster.server import ApiServer, Json

_NODE = "node-1"
_NODE_NAME = "workflows.argoproj.io/node-name"


class Script(NamedTuple):
    """What the main container of a node writes, each line after so many seconds, and how it ends.

    `delay` is how long it waits to start; with `hold` it runs until a test says `release`.
    """

    lines: tuple[tuple[float, str], ...]
    exit_code: int = 0
    delay: float = 0.0
    hold: bool = False


class Log:
    """What a container has written so far."""

    def __init__(self, *, starts: bool = True) -> None:
        self.lines: list[tuple[datetime, str]] = []
        self.has_begun = starts
        self.has_ended = False
        self.grown = threading.Condition()

    def write(self, text: str) -> None:
        """Add a line."""
        with self.grown:
            self.lines.append((datetime.now(UTC), text))
            self.grown.notify_all()

    def end(self) -> None:
        """Nothing more is written."""
        with self.grown:
            self.has_ended = True
            self.grown.notify_all()


class Kubelet:
    """Runs the pods of the namespaces that it is given."""

    def __init__(self, server: ApiServer) -> None:
        self.server = server
        self.namespaces: set[str] = set()
        self.scripts: dict[tuple[str, str], Script] = {}
        """By namespace and the end of the node's name; other nodes say that they begin and end."""
        self.fails: dict[str, str] = {}
        """By namespace, the end of the names of nodes whose container fails."""
        self.logs: dict[tuple[str, str, str], Log] = {}
        self.asked: list[str] = []
        """What the API server asked for."""
        self.released = threading.Event()
        self._taken: set[str] = set()

    def play(self) -> None:
        """Take the pods that are new."""
        for namespace in tuple(self.namespaces):
            for pod in self.server.ask("GET", f"/api/v1/namespaces/{namespace}/pods").body.get("items", ()):
                if pod["metadata"]["uid"] not in self._taken:
                    self._taken.add(pod["metadata"]["uid"])
                    threading.Thread(target=self._take, args=(pod,), daemon=True).start()

    def release(self) -> None:
        """Let the containers end that are held."""
        self.released.set()

    def _take(self, pod: Json) -> None:
        with suppress(*BUSY):
            self._run(pod)
            return
        self._taken.discard(pod["metadata"]["uid"])  # the next round takes it again

    def _run(self, pod: Json) -> None:
        meta = pod["metadata"]
        path = f"/api/v1/namespaces/{meta['namespace']}/pods/{meta['name']}"
        node = meta.get("annotations", {}).get(_NODE_NAME, meta["name"])
        wrong = self.fails.get(meta["namespace"])
        code = 1 if wrong is not None and node.split("(0)")[0].split("(1)")[0].endswith(wrong) else 0
        known = ((end, at) for (where, end), at in self.scripts.items() if where == meta["namespace"])
        usual = Script(((0, f"{node} begins"), (0.1, "ends")), code)
        script = next((at for end, at in known if node.endswith(end)), usual)
        names = [at["name"] for at in (*pod["spec"].get("initContainers", ()), *pod["spec"]["containers"])]
        logs = {name: Log(starts=not script.delay) for name in names}
        self.logs |= {(meta["namespace"], meta["name"], name): log for name, log in logs.items()}
        target = {"apiVersion": "v1", "kind": "Node", "name": _NODE}
        self.server.ask("POST", f"{path}/binding", {"metadata": {"name": meta["name"]}, "target": target})
        if script.delay:
            self._tell(path, pod, "Pending", {"waiting": {"reason": "PodInitializing"}})
            time.sleep(script.delay)
        for name, log in logs.items():
            log.has_begun = True
            if name != "main":
                log.write(f"{name} of {node}")
        self._tell(path, pod, "Running", {"running": {"startedAt": _now()}})
        for pause, text in script.lines:
            time.sleep(pause)
            logs["main"].write(text)
        if script.hold:
            self.released.wait(60)
        for log in logs.values():
            log.end()
        self._tell(path, pod, "Failed" if script.exit_code else "Succeeded", script.exit_code)

    def _tell(self, path: str, pod: Json, phase: str, state: Json | int) -> None:
        def of(name: str) -> Json:
            if not isinstance(state, int):
                return state
            code = state if name == "main" else 0
            return {"terminated": {"reason": "Done", "exitCode": code, "startedAt": _now(), "finishedAt": _now()}}

        found = {
            words: [
                {
                    "name": at["name"],
                    "image": "a",
                    "imageID": "",
                    "ready": False,
                    "restartCount": 0,
                    "state": of(at["name"]),
                }
                for at in pod["spec"].get(containers, ())
            ]
            for words, containers in (("initContainerStatuses", "initContainers"), ("containerStatuses", "containers"))
        }
        self.server.ask("PATCH", f"{path}/status", {"status": {"phase": phase, "startTime": _now(), **found}})


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Handler(BaseHTTPRequestHandler):
    kubelet: Kubelet
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.kubelet.asked.append(self.path)
        address = urlsplit(self.path)
        _, word, namespace, pod, container = address.path.split("/")
        log = self.kubelet.logs.get((namespace, pod, container))
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if word != "containerLogs" or log is None or query.get("previous") == "true":
            self._refuse(f'previous terminated container "{container}" in pod "{pod}" not found')
        elif not log.has_begun:
            self._refuse(f'container "{container}" in pod "{pod}" is waiting to start: PodInitializing')
        else:
            self._send(log, query)

    def _refuse(self, message: str) -> None:
        self.send_response(400)
        self.send_header("Content-Length", str(len(message)))
        self.end_headers()
        self.wfile.write(message.encode())

    def _send(self, log: Log, query: dict[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        at = self._start(log, query)
        follows = query.get("follow") == "true"
        while True:
            with log.grown:
                while follows and len(log.lines) <= at and not log.has_ended:
                    log.grown.wait(1)
                lines, over = log.lines[at:], log.has_ended or not follows
            at += len(lines)
            for moment, text in lines:
                stamp = moment.strftime("%Y-%m-%dT%H:%M:%S.%f000Z ") if query.get("timestamps") == "true" else ""
                self._chunk(f"{stamp}{text}\n".encode())
            if over:
                self.wfile.write(b"0\r\n\r\n")
                return

    def _start(self, log: Log, query: dict[str, str]) -> int:
        since = datetime.min.replace(tzinfo=UTC)
        if "sinceSeconds" in query:
            since = datetime.now(UTC) - timedelta(seconds=int(query["sinceSeconds"]))
        if "sinceTime" in query:
            since = datetime.fromisoformat(query["sinceTime"])
        begin = sum(moment < since for moment, _ in log.lines)
        tail = int(query.get("tailLines", len(log.lines)))
        return max(begin, len(log.lines) - tail)

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
        self.wfile.flush()

    def handle_one_request(self) -> None:
        with suppress(OSError, ValueError):  # the API server asks no more
            super().handle_one_request()
            return
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def running_kubelet(server: ApiServer) -> Iterator[Kubelet]:
    """Run a kubelet until the block ends."""
    kubelet = Kubelet(server)
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(server.certificate, server.certificate.with_suffix(".key"))
    listener = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"kubelet": kubelet}))
    listener.daemon_threads = True
    listener.socket = trust.wrap_socket(listener.socket, server_side=True)
    over = threading.Event()
    threads = [
        threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True),
        threading.Thread(target=_keep_playing, args=(kubelet, over), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        _register(server, listener.server_address[1])
        yield kubelet
    finally:
        over.set()
        listener.shutdown()
        listener.server_close()


def _register(server: ApiServer, port: int) -> None:
    server.need("POST", "/api/v1/nodes", {"metadata": {"name": _NODE}})
    status: dict[str, Any] = {
        "addresses": [{"type": "InternalIP", "address": "127.0.0.1"}],
        "daemonEndpoints": {"kubeletEndpoint": {"Port": port}},
    }
    server.need("PATCH", f"/api/v1/nodes/{_NODE}/status", {"status": status})


def _keep_playing(kubelet: Kubelet, over: threading.Event) -> None:
    while not over.wait(0.1):
        with suppress(*BUSY):  # the next round asks again
            kubelet.play()
