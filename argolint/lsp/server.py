"""The server: what a client tells, and when findings are told to it."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls import uris

from argolint import __version__
from argolint.lsp import garbage
from argolint.lsp.channel import Inbox, Outbox, own_streams
from argolint.lsp.convert import Client, Edge, client_of, path_of
from argolint.lsp.documents import Document, Documents
from argolint.lsp.features import FEATURES
from argolint.lsp.progress import Progress
from argolint.lsp.protocol import Server
from argolint.lsp.texts import chosen_encoding
from argolint.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from argolint.diagnostic import Diagnostic

_CONFIGURATIONS = ("argolint.toml", "pyproject.toml")
_WATCHED = ("**/*.{yaml,yml,json}", "**/argolint.toml", "**/pyproject.toml", "**/.argolint-baseline.json")
_ENDINGS = (".yaml", ".yml", ".json")
_REST = 0.01
"""Seconds after a first answer in which whoever types may go on or ask, before all is checked."""
_PARTS = 4
"""Parts of what is read in the background between two looks for garbage in it."""
_LANGUAGES = ("yaml", "json", "helm")


def serve(given: Mapping[str, Any]) -> int:
    """Answer one client on standard input and output, and return the exit status; `given` wins over configurations."""
    stdin, stdout = own_streams()
    if os.environ.get("ARGOLINT_TRACEBACK") != "1":
        # It would write whole tracebacks for each refused rename into the log of the editor.
        logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    inbox = Inbox(stdin)
    state = State(Server(__version__), inbox, given)
    garbage.begin()
    return state.server.serve(inbox, Outbox(stdout), state.work)


class Interrupted(BaseException):
    """A check is given up for what has arrived meanwhile; no failure, so that nothing takes it for one."""


class State:
    """One client's documents, and what it has been told of them."""

    def __init__(self, server: Server, inbox: Inbox, given: Mapping[str, Any]) -> None:
        self.server = server
        self._inbox = inbox
        self.documents = Documents(given)
        self.edge = Edge(Client(), self.documents.uri)
        self._told: dict[str, list[types.Diagnostic]] = {}
        self._problem: str | None = None
        self._is_warm = False
        self._parts_read = 0
        self._is_settled = False
        self._rests_until = 0.0
        self._progress = Progress(server)
        self._register()

    def _register(self) -> None:
        told: dict[str, Callable[[Any], object]] = {
            types.INITIALIZE: self._initialize,
            types.INITIALIZED: self._initialized,
            types.SHUTDOWN: self._shutdown,
            types.TEXT_DOCUMENT_DID_OPEN: self._did_open,
            types.TEXT_DOCUMENT_DID_CHANGE: self._did_change,
            types.TEXT_DOCUMENT_DID_SAVE: self._did_save,
            types.TEXT_DOCUMENT_DID_CLOSE: self._did_close,
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: self._did_change_files,
            types.WORKSPACE_DID_CHANGE_CONFIGURATION: self._did_change_configuration,
            types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: self._did_change_folders,
        }
        for method, handler in told.items():
            self.server.feature(method)(_plain(handler))
        for feature in FEATURES:
            self.server.feature(feature.method, feature.options)(_plain(feature.handler(self)))

    def _initialize(self, params: types.InitializeParams) -> None:
        general = params.capabilities.general
        offered = general.position_encodings if general is not None else None
        encoding = chosen_encoding([str(getattr(name, "value", name)) for name in offered or ()])
        self.edge = Edge(client_of(params.capabilities, encoding), self.documents.uri)
        folders = [folder.uri for folder in params.workspace_folders or ()]
        if not folders and params.root_uri:
            folders = [params.root_uri]
        paths = [path for uri in folders if (path := uris.to_fs_path(uri)) is not None]
        if not paths and params.root_path:
            paths = [params.root_path]
        self.documents.set_roots(paths)

    def _initialized(self, _: types.InitializedParams) -> None:
        if self.edge.client.watches_files:
            watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            wanted = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            # A client that refuses needs no answer: files are looked at again whenever one is saved.
            self.server.protocol.send_request(types.CLIENT_REGISTER_CAPABILITY, types.RegistrationParams([wanted]))

    def _shutdown(self, _: None) -> None:
        self._progress.ends()

    def _did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        path = path_of(document.uri)
        known = any(word in document.language_id.lower() for word in _LANGUAGES)
        if known or path.lower().endswith(_ENDINGS):
            self.documents.open(document.uri, document.version, SourceFile(path, document.text))

    def _did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        for change in params.content_changes:
            document = self.documents.get(path)
            if document is None:
                return
            given = getattr(change, "range", None)
            span = self.edge.span(document.source, given) if given is not None else None
            self.documents.change(path, params.text_document.version, span, change.text)

    def _did_save(self, params: types.DidSaveTextDocumentParams) -> None:
        name = params.text_document.uri.rpartition("/")[2]
        self.documents.look_again(configuration=name in _CONFIGURATIONS)

    def _did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        closed = self.documents.close(path)
        if closed is not None and self._told.pop(path, []):
            self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(closed.uri, []))

    def _did_change_files(self, params: types.DidChangeWatchedFilesParams) -> None:
        names = {change.uri.rpartition("/")[2] for change in params.changes}
        self.documents.look_again(configuration=not names.isdisjoint(_CONFIGURATIONS))

    def _did_change_configuration(self, _: types.DidChangeConfigurationParams) -> None:
        self.documents.look_again(configuration=True)

    def _did_change_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            self.documents.remove_root(uris.to_fs_path(folder.uri) or folder.uri)
        for folder in params.event.added:
            self.documents.add_root(uris.to_fs_path(folder.uri) or folder.uri)

    def work(self) -> float | None:
        """Tell what changes mean, part by part: of what is edited at once, then of all that is open; then read on.

        The seconds that the next part can wait, or `None` if nothing is left.
        """
        for document in self.documents.edited():
            early = document.folder.glance(document.source.path)
            if early is not None:
                self._publish(document, early, must=True)
                self._rests_until = perf_counter() + _REST
            else:
                self._check(document, must=True)
                if not self._is_warm:
                    # What the first check has loaded is needed by all others.
                    self._is_warm = True
                    garbage.keep()
        rest = self._rests_until - perf_counter()
        if rest > 0:
            self._tidy()
            return max(0.0, self._rests_until - perf_counter())
        document_next = self.documents.next_due()
        if document_next is not None:
            with suppress(Interrupted):
                self._check(document_next, must=False, pause=self._pause)
        reads = document_next is None and self.documents.read_some()
        self._parts_read += reads
        if reads and self.edge.client.shows_progress:
            self._progress.goes_on(self.documents.left)
        self._tidy()
        if document_next is not None or reads:
            return 0.0
        self._settle()
        return None

    def _tidy(self) -> None:
        waits = not self._inbox.is_empty
        if self._parts_read >= _PARTS and not waits:
            # What has been read would be looked through again and again.
            self._parts_read = 0
            self.documents.release()
            garbage.collect(rest_stays=True)
        elif garbage.is_due(waits=waits):
            garbage.collect(rest_stays=False)

    def _settle(self) -> None:
        self._progress.ends()
        if not self._is_settled:
            self._is_settled = True
            garbage.collect(rest_stays=True)
            if self.edge.client.renews_lenses:
                self.server.protocol.send_request(types.WORKSPACE_CODE_LENS_REFRESH, None)

    def _pause(self) -> None:
        if not self._inbox.is_empty:
            raise Interrupted

    def _check(self, document: Document, *, must: bool, pause: Callable[[], None] | None = None) -> None:
        found = document.folder.diagnostics(document.source.path, pause)
        document.is_due = False
        self._publish(document, found, must=must)

    def _publish(self, document: Document, diagnostics: Iterable[Diagnostic], *, must: bool) -> None:
        path = document.source.path
        found = [self.edge.diagnostic(each) for each in diagnostics]
        if must or self._told.get(path) != found:
            self._told[path] = found
            self.server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(document.uri, found, document.version)
            )
        self._complain(document.folder.problem)

    def _complain(self, problem: str | None) -> None:
        if problem is not None and problem != self._problem:
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, problem))
        self._problem = problem


def _plain(handler: Callable[[Any], object]) -> Callable[[Any], object]:
    """A function of one parameter: pygls looks at the signature, and marks what it is given."""

    def handle(params: Any) -> object:
        return handler(params)

    return handle
