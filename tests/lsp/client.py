"""A client that writes and reads the bytes of the protocol itself, so that no library sees both ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PUBLISH = "textDocument/publishDiagnostics"


class Client:
    def __init__(self, folder: Path, capabilities: dict[str, Any] | None = None, flags: Iterable[str] = ()) -> None:
        command = [sys.executable, "-m", "argolint", "lsp", *flags]
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        environment = {**os.environ, "PYTHONPATH": root}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, env=environment
        )
        self.folder = folder
        self._last = 0
        self.told: list[dict[str, Any]] = []
        self.versions: dict[str, int] = {}
        self.initialized = self.ask(
            "initialize",
            {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": capabilities or {}},
        )
        self.tell("initialized", {})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({**message, "jsonrpc": "2.0"}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server is gone"
        return json.loads(self.process.stdout.read(length))

    def answer(self, method: str, params: Any) -> dict[str, Any]:
        self._last += 1
        self.send({"id": self._last, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self._last and "method" not in message:
                return message
            self.told.append(message)

    def ask(self, method: str, params: Any) -> Any:
        answer = self.answer(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def about(self, method: str, name: str, **params: Any) -> Any:
        return self.ask(method, {"textDocument": {"uri": self.uri(name)}, **params})

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> list[dict[str, Any]]:
        self.versions[name] = 1
        document = {"uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.diagnostics(name)

    def change(self, name: str, *changes: dict[str, Any]) -> None:
        self.versions[name] += 1
        document = {"uri": self.uri(name), "version": self.versions[name]}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def diagnostics(self, name: str) -> list[dict[str, Any]]:
        """What is said of the present version, once nothing more is to be expected: a request comes after the work."""
        wanted = self.uri(name), self.versions[name]
        while True:
            found = [
                at["params"]
                for at in self.told
                if at.get("method") == PUBLISH and (at["params"]["uri"], at["params"].get("version")) == wanted
            ]
            if found:
                return found[-1]["diagnostics"]
            self.told.append(self.read())

    def end(self) -> int:
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.process.wait(10)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


def spot(line: int, character: int) -> dict[str, int]:
    return {"line": line, "character": character}


def stretch(start: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
    return {"start": spot(*start), "end": spot(*end)}
