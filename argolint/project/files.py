"""One file on its way from bytes to views."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argolint.model import companions, objects
from argolint.model.config_maps import inner_documents
from argolint.project.reading import read_file
from argolint.rules.engine import crash
from argolint.source import SourceFile, Span
from argolint.syntax import LARGEST_TEXT, Document, decode, parse
from argolint.syntax.problems import UnrenderedFolder

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic
    from argolint.model import Companion, WorkflowObject
    from argolint.project.rendering.made import Failure
    from argolint.syntax.problems import UnreadableText


class LoadedFile(NamedTuple):
    """A file's text, its documents with the Argo objects in each, and our own failures on the way."""

    source: SourceFile
    documents: tuple[tuple[Document, tuple[WorkflowObject, ...]], ...]
    companions: tuple[Companion, ...] = ()
    failures: tuple[Diagnostic, ...] = ()

    def objects(self) -> tuple[WorkflowObject, ...]:
        """All Argo objects of the file, in order."""
        return tuple(item for _, found in self.documents for item in found)


def load_path(path: str) -> LoadedFile:
    """Read and parse a file; one that cannot be read becomes a document with a problem."""
    return load(path, read_file(path, LARGEST_TEXT))


def load(path: str, data: bytes | UnreadableText) -> LoadedFile:
    """Parse bytes under the name that reports show."""
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, str):
        return load_source(SourceFile(path, text))
    # Latin-1 gives each byte a character, so that the place of a byte is one in this text.
    source = SourceFile(path, data.decode("latin-1") if isinstance(data, bytes) else "")
    return LoadedFile(source, ((Document(source, text.span, None, (text,), False), ()),))


def load_failure(failure: Failure) -> LoadedFile:
    """The file that says what a folder is, with the problem that nothing can be made of it."""
    data = read_file(failure.path, LARGEST_TEXT)
    text = decode(data) if isinstance(data, bytes) else data
    source = SourceFile(failure.path, text if isinstance(text, str) else "")
    span = Span(0, len(source.line(1)))
    document = Document(source, span, None, (UnrenderedFolder(span, failure.reason),), False)
    return LoadedFile(source, ((document, ()),))


_HOLDS_TEXTS = "ConfigMap"


def load_source(source: SourceFile) -> LoadedFile:
    """Parse a text. A failure of ours costs this file only."""
    try:
        documents = parse(source)
        if _HOLDS_TEXTS in source.text:
            documents = (*documents, *(inner for document in documents for inner in inner_documents(document)))
        return LoadedFile(
            source,
            tuple((document, objects(document)) for document in documents),
            tuple(item for document in documents for item in companions(document)),
        )
    except Exception as error:
        return LoadedFile(source, (), failures=(crash("reading the file", error, source),))
