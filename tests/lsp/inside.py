"""The server without a process of its own: messages go in one by one, and what it writes is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from argolint.lsp.protocol import Server
from argolint.lsp.server import State
from tests.lsp.client import PUBLISH

if TYPE_CHECKING:
    from pathlib import Path


class Waiting:
    """Stands for the inbox: whether more waits is what the test says."""

    is_empty = True


class Inside:
    def __init__(self, folder: Path) -> None:
        self.waiting = Waiting()
        self.told: dict[str, list[dict[str, Any]]] = {}
        self.errors: list[dict[str, Any]] = []
        self.answers: list[Any] = []
        self.is_broken = False
        self._last = 0
        self._state = State(Server("test"), self.waiting, {})  # type: ignore[arg-type]
        self._state.server.protocol.set_writer(self)
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities={})
        self.tell("initialized")

    def write(self, data: bytes) -> None:
        message = json.loads(data[data.index(b"\r\n\r\n") :])
        if message.get("method") == PUBLISH:
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "error" in message:
            self.errors.append(message["error"])
        elif "result" in message:
            self.answers.append(message["result"])

    def close(self) -> None:
        """Nothing is held."""

    def ask(self, method: str, **params: Any) -> None:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        self._state.server._handle([json.dumps({**message, "jsonrpc": "2.0"}).encode()])

    def work(self) -> bool:
        """A part of what is to be done; whether more is."""
        return self._state.work() is not None

    def settle(self) -> None:
        """All of it."""
        self.waiting.is_empty = True
        while self.work():
            pass

    def text(self, uri: str) -> str:
        """The text of an open document as the server has it."""
        return next(at.source.text for at in self._state.documents._by_path.values() if at.uri == uri)
