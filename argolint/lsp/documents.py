"""The documents that a client has open, the folders they belong to, and what is to be said of them next."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from argolint.ide.workspace import Folder
from argolint.lsp import garbage
from argolint.lsp.convert import path_of, uri_of
from argolint.lsp.texts import replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argolint.source import SourceFile, Span

_SLICE = 0.005
"""Seconds of background work between two looks at what has arrived."""
_LONG_SLICE = 0.1
"""Seconds of work that somebody waits for between two looks for garbage."""


class Document:
    """An open document under the URI that the client calls it by."""

    __slots__ = ("edited", "folder", "is_dirty", "is_due", "source", "uri", "version")

    def __init__(self, uri: str, version: int, source: SourceFile, folder: Folder) -> None:
        self.uri = uri
        self.version = version
        self.source = source
        self.folder = folder
        self.edited = 0
        """Which edit of all documents was its last."""
        self.is_dirty = True
        """Whether the folder has not seen this text."""
        self.is_due = True
        """Whether something new may have to be said of it."""


class At(NamedTuple):
    """A document as a feature sees it."""

    folder: Folder
    source: SourceFile


class Documents:
    """All open documents and the folders of the workspace; the settings `given` win over configurations."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given
        self._by_path: dict[str, Document] = {}
        self._edits = 0
        self._roots: list[Folder] = []
        self._lone: dict[str, Folder] = {}

    def set_roots(self, paths: list[str]) -> None:
        """The folders of the workspace; paths are shown as seen from the first one."""
        if paths and os.path.isdir(paths[0]):
            os.chdir(paths[0])
        self._roots = [
            Folder(path_of(uri_of(path)) if number else ".", self._given) for number, path in enumerate(paths)
        ]

    def add_root(self, path: str) -> None:
        """A further folder."""
        self._roots.append(Folder(path_of(uri_of(path)), self._given))
        self._settle()

    def remove_root(self, path: str) -> None:
        """A folder that belongs to the workspace no more."""
        gone = path_of(uri_of(path))
        if os.path.abspath(gone) == os.getcwd():
            gone = "."
        self._roots = [folder for folder in self._roots if folder.root != gone]
        self._settle()

    def folders(self) -> list[Folder]:
        """All folders that hold anything."""
        return [*self._roots, *self._lone.values()]

    def open(self, uri: str, version: int, source: SourceFile) -> None:
        """A document is open with a text."""
        self._by_path[source.path] = Document(uri, version, source, self._folder_of(source.path))
        self._look(source.path)

    def change(self, path: str, version: int, span: Span | None, text: str) -> None:
        """A part of a document has another text, or all of it has."""
        document = self._by_path.get(path)
        if document is not None:
            document.source = replaced(document.source, span, text)
            document.version = version
            document.is_dirty = document.is_due = True
            self._edits += 1
            document.edited = self._edits

    def close(self, path: str) -> Document | None:
        """A document is closed; what is on disk counts."""
        document = self._by_path.pop(path, None)
        if document is not None:
            document.folder.close(path)
            self._all_due(document.folder)
            if document.folder is self._lone.get(path):
                del self._lone[path]
        return document

    def get(self, path: str) -> Document | None:
        """The open document of a path."""
        return self._by_path.get(path)

    def uri(self, path: str) -> str:
        """How the client calls a file."""
        document = self._by_path.get(path)
        return document.uri if document is not None else uri_of(path)

    def version(self, path: str) -> int | None:
        """The version of an open document."""
        document = self._by_path.get(path)
        return document.version if document is not None else None

    def at(self, path: str) -> At | None:
        """A document with the folder around it, which has seen all texts as they now are."""
        document = self._by_path.get(path)
        if document is None:
            return None
        for other in self._by_path.values():
            if other.is_dirty and other.folder is document.folder:
                self._write(other)
        return At(document.folder, document.source)

    def finish(self, folder: Folder) -> None:
        """Look through all files of a folder, however long it takes."""
        while folder.read_some(_LONG_SLICE) or folder.check_some(_LONG_SLICE):
            folder.release()
            garbage.collect(rest_stays=True)

    def look_again(self, *, configuration: bool = False) -> None:
        """Files on disk may have changed, or what configures them."""
        for folder in self.folders():
            if configuration:
                folder.configure()
            else:
                folder.look()
            self._all_due(folder)

    def edited(self) -> list[Document]:
        """The documents whose text is new: their folders have seen it now, and others may be due because of it."""
        edited = [document for document in self._by_path.values() if document.is_dirty]
        for document in edited:
            self._write(document)
        for folder in {id(document.folder): document.folder for document in edited}.values():
            self._all_due(folder)
        return edited

    def next_due(self) -> Document | None:
        """A document of which something new may have to be said, the one edited last before others."""
        due = [document for document in self._by_path.values() if document.is_due]
        return max(due, key=lambda document: document.edited, default=None)

    def read_some(self) -> bool:
        """Do a part of the reading and checking that nobody waits for, and tell whether there is more."""
        for folder in self.folders():
            if not folder.is_complete:
                if not folder.read_some(_SLICE):
                    self._all_due(folder)
                return True
        return any(folder.check_some(_SLICE) for folder in self.folders())

    @property
    def left(self) -> int:
        """How many steps of reading and checking are left."""
        return sum(folder.left for folder in self.folders())

    def release(self) -> None:
        """Let go of all files that nobody has open."""
        for folder in self.folders():
            folder.release()

    def _write(self, document: Document) -> None:
        document.folder.write(document.source)
        document.is_dirty = False

    def _all_due(self, folder: Folder) -> None:
        for document in self._by_path.values():
            if document.folder is folder:
                document.is_due = True

    def _look(self, path: str) -> None:
        folder = self._by_path[path].folder
        if folder.is_complete:
            folder.look()

    def _settle(self) -> None:
        """Put each document into the folder that it now belongs to."""
        for path, document in self._by_path.items():
            folder = self._folder_of(path)
            if folder is not document.folder:
                document.folder.close(path)
                document.folder = folder
                document.is_dirty = document.is_due = True

    def _folder_of(self, path: str) -> Folder:
        """The innermost folder around a path; a document outside of all has one of its own."""
        around = [folder for folder in self._roots if folder.holds(path) and _belongs(path, folder)]
        if around:
            return max(around, key=lambda folder: len(folder.root or ""))
        return self._lone.setdefault(path, Folder(None, self._given))


def _belongs(path: str, folder: Folder) -> bool:
    return folder.root != "." or not (os.path.isabs(path) or ":" in path.split("/", 1)[0])
