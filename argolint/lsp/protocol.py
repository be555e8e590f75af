"""Where pygls is not left to itself: who keeps the texts, what an error tells, and in what order work is done."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.lsp.channel import Inbox, Outbox

_PARENT_LOOKED_AT = 30.0
_CANCELLED = -32800
_INTERNAL = -32603
_BROKEN = -32700
_CANCEL = "$/cancelRequest"


class Protocol(LanguageServerProtocol):
    """The messages without the texts of pygls, whose lines end elsewhere."""

    status: int | None = None
    """The exit status, once the client wants an end."""

    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Leave it to the server: what has no mark of pygls is not registered."""

    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Likewise."""

    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Likewise."""

    def lsp_workspace__did_change_workspace_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        """Likewise."""

    def end(self, *_: object) -> None:
        """The client is done."""
        self.status = 0 if self._shutdown else 1

    def _send_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        if error is not None:
            message = error.message if error.code != _INTERNAL else "argolint could not answer; this is its mistake"
            error = types.ResponseError(error.code, message)
        super()._send_response(msg_id, result, error)


class Server(LanguageServer):
    """A server that reads all that waits, answers, and only then does the work that the changes mean."""

    protocol: Protocol

    def __init__(self, version: str) -> None:
        super().__init__("argolint", version, protocol_cls=Protocol, converter_factory=default_converter)
        self.protocol.fm.add_builtin_feature(types.EXIT, self.protocol.end)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say nothing to the person who types; the log on standard error has it."""

    def serve(self, inbox: Inbox, outbox: Outbox, work: Callable[[], float | None]) -> int:
        """Run until the client wants an end or is gone.

        `work` does a part of what is to be done, and tells for how long the next part can wait (`None`: there is none).
        """
        self.protocol.set_writer(outbox)
        inbox.start()
        pause: float | None = None
        while self.protocol.status is None and not inbox.is_closed and not outbox.is_broken:
            self._handle(inbox.take(_PARENT_LOOKED_AT if pause is None else pause))
            if self.protocol.status is None:
                pause = work()
            if pause is None and inbox.is_empty and self._is_orphan():
                break
        return self.protocol.status if self.protocol.status is not None else 1

    def _handle(self, bodies: list[bytes]) -> None:
        messages = [message for body in bodies if (message := self._read(body)) is not None]
        cancelled = {_cancelled_id(message) for message in messages if message.get("method") == _CANCEL}
        for message in messages:
            if self.protocol.status is not None:
                return
            if message.get("method") == _CANCEL:
                continue
            if "id" in message and "method" in message and message["id"] in cancelled:
                error = types.ResponseError(_CANCELLED, "cancelled")
                self.protocol._send_response(message["id"], error=error)
                continue
            self._handle_one(message)

    def _read(self, body: bytes) -> dict[str, Any] | None:
        try:
            message = json.loads(body)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            self.protocol._send_data(
                types.ResponseErrorMessage(error=types.ResponseError(_BROKEN, "this is no message"))
            )
            return None
        return message

    def _handle_one(self, message: dict[str, Any]) -> None:
        try:
            self.protocol.handle_message(self.protocol.structure_message(message))
        except JsonRpcException as error:
            if "id" in message and "method" in message:
                self.protocol._send_response(message["id"], error=error.to_response_error())

    def _is_orphan(self) -> bool:
        if not self.process_id or os.name == "nt":
            return False
        try:
            os.kill(self.process_id, 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False


def _cancelled_id(message: dict[str, Any]) -> Any:
    params = message.get("params")
    wanted = params.get("id") if isinstance(params, dict) else None
    return wanted if isinstance(wanted, str | int) else None
