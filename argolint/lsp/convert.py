"""From what argolint says to what the protocol calls it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types
from pygls import uris

from argolint.diagnostic import Severity
from argolint.lsp.texts import Encoding, Place, offset_of, place_of
from argolint.rules.registry import all_rules
from argolint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from argolint.diagnostic import Diagnostic, Edit, Label
    from argolint.source import SourceFile

SOURCE = "argolint"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_TAGS = {"unused": types.DiagnosticTag.Unnecessary, "deprecated": types.DiagnosticTag.Deprecated}


class Client(NamedTuple):
    """What a client understands."""

    encoding: Encoding = Encoding.UTF_16
    related_places: bool = False
    tags: frozenset[types.DiagnosticTag] = frozenset()
    document_changes: bool = False
    markdown: bool = False
    nested_symbols: bool = False
    watches_files: bool = False
    renews_lenses: bool = False
    shows_progress: bool = False
    commands: frozenset[str] = frozenset()
    """The commands that it carries out itself, of those that a code lens may name."""


def client_of(capabilities: types.ClientCapabilities, encoding: Encoding) -> Client:
    """What a client says of itself, with everything left out counting as not understood."""

    def said(path: str) -> Any:
        value: Any = capabilities
        for name in path.split("."):
            value = getattr(value, name, None)
        return value

    published = "text_document.publish_diagnostics"
    hover = said("text_document.hover.content_format") or ()
    return Client(
        encoding,
        related_places=bool(said(f"{published}.related_information")),
        tags=frozenset(said(f"{published}.tag_support.value_set") or ()),
        document_changes=bool(said("workspace.workspace_edit.document_changes")),
        markdown=types.MarkupKind.Markdown in hover,
        nested_symbols=bool(said("text_document.document_symbol.hierarchical_document_symbol_support")),
        commands=frozenset(map(str, _commands(capabilities.experimental))),
        watches_files=bool(said("workspace.did_change_watched_files.dynamic_registration")),
        renews_lenses=bool(said("workspace.code_lens.refresh_support")),
        shows_progress=bool(said("window.work_done_progress")),
    )


def _commands(experimental: Any) -> Iterable[Any]:
    """What stands under `commands.commands`, where other servers look for it as well."""
    for name in ("commands", "commands"):
        experimental = experimental.get(name) if isinstance(experimental, dict) else getattr(experimental, name, None)
    return experimental if isinstance(experimental, list | tuple) else ()


class Edge(NamedTuple):
    """Where offsets and paths become what a client counts and calls them."""

    client: Client
    uri_of: Callable[[str], str]

    def position(self, source: SourceFile, offset: int) -> types.Position:
        """A place in a text."""
        return types.Position(*place_of(source, offset, self.client.encoding))

    def range(self, source: SourceFile, span: Span) -> types.Range:
        """A part of a text."""
        return types.Range(self.position(source, span.start), self.position(source, span.end))

    def offset(self, source: SourceFile, position: types.Position) -> int:
        """The offset that a client means."""
        return offset_of(source, Place(position.line, position.character), self.client.encoding)

    def span(self, source: SourceFile, given: types.Range) -> Span:
        """The part that a client means."""
        start, end = self.offset(source, given.start), self.offset(source, given.end)
        return Span(min(start, end), max(start, end))

    def location(self, source: SourceFile, span: Span) -> types.Location:
        """A part of a file."""
        return types.Location(self.uri_of(source.path), self.range(source, span))

    def diagnostic(self, found: Diagnostic) -> types.Diagnostic:
        """A finding; its second places go into the message where a client has no room for them."""
        message = found.message if found.help is None else f"{found.message}\nhelp: {found.help}"
        related = None
        if self.client.related_places:
            related = [
                types.DiagnosticRelatedInformation(self.location(label.source, label.span), label.message)
                for label in found.labels
            ] or None
        else:
            message += "".join(f"\n{_told(label)}" for label in found.labels)
        tag = _TAGS.get(_group(found.rule))
        return types.Diagnostic(
            range=self.range(found.source, found.span),
            message=message,
            severity=_SEVERITIES[found.severity],
            code=found.rule,
            source=SOURCE,
            tags=[tag] if tag is not None and tag in self.client.tags else None,
            related_information=related,
        )

    def edit(self, edits: Iterable[Edit], version_of: Callable[[str], int | None]) -> types.WorkspaceEdit:
        """Edits of files, each against the version that it was made for."""
        by_path: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            by_path.setdefault(edit.source.path, []).append(self.text_edit(edit))
        if not self.client.document_changes:
            return types.WorkspaceEdit(changes={self.uri_of(path): changes for path, changes in by_path.items()})
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(uri=self.uri_of(path), version=version_of(path)),
                    changes,
                )
                for path, changes in by_path.items()
            ]
        )

    def text_edit(self, edit: Edit) -> types.TextEdit:
        """One edit of a text."""
        return types.TextEdit(self.range(edit.source, edit.span), edit.text)


def path_of(uri: str) -> str:
    """The name under which reports show a document: its path as seen from here, or its URI where it is no file."""
    path = uris.to_fs_path(uri) if uri.startswith("file:") else None
    if not path:
        return uri
    here = os.getcwd()
    path = os.path.normpath(path)
    return path[len(here) + 1 :] if path.startswith(here.rstrip(os.sep) + os.sep) else path


def uri_of(path: str) -> str:
    """The URI of a file that the client has not named itself."""
    return uris.from_fs_path(os.path.abspath(path)) or path


def _told(label: Label) -> str:
    return f"{label.file}:{label.line}:{label.column}: {label.message}"


_groups: dict[str, str] = {}


def _group(rule: str) -> str:
    if not _groups:
        _groups.update({each.name: each.group for each in all_rules()})
    return _groups.get(rule, "")
