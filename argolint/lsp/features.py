"""What a client may ask, each a function of `ide/` with its answer converted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types

from argolint.ide import hierarchy, hints, hover, links, navigation, outline, renaming, signatures, structure
from argolint.lsp import actions, completion, show, tokens
from argolint.lsp.convert import path_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.ide.hierarchy import Calls, Runnable
    from argolint.ide.outline import OutlineEntry
    from argolint.ide.snapshot import Snapshot
    from argolint.ide.symbols import Occurrence
    from argolint.lsp.server import State
    from argolint.source import SourceFile, Span


class Feature(NamedTuple):
    """A method, what the server says about it, and what makes its handler."""

    method: str
    handler: Callable[[State], Callable[[Any], object]]
    options: object = None


class Here(NamedTuple):
    """A place in an open document, with all that is around it."""

    state: State
    snapshot: Snapshot
    source: SourceFile
    offset: int

    @property
    def path(self) -> str:
        """The file."""
        return self.source.path

    def location(self, found: Occurrence) -> types.Location:
        """Where a name stands."""
        return self.state.edge.location(found.source, found.span)

    def range(self, span: Span) -> types.Range:
        """A part of the document."""
        return self.state.edge.range(self.source, span)


def _here(state: State, params: Any) -> Here | None:
    at = state.documents.at(path_of(params.text_document.uri))
    if at is None:
        return None
    position = getattr(params, "position", None)
    offset = state.edge.offset(at.source, position) if position is not None else 0
    return Here(state, at.folder.snapshot(), at.source, offset)


def _asked(
    answer: Callable[[Here, Any], object], *, of_all: bool = False
) -> Callable[[State], Callable[[Any], object]]:
    """The handler of a question about an open document; there is no answer about any other.

    One that no part of the workspace can answer waits until all of it has been looked through.
    """

    def made(state: State) -> Callable[[Any], object]:
        def handle(params: Any) -> object:
            document = state.documents.get(path_of(params.text_document.uri))
            if of_all and document is not None:
                state.documents.finish(document.folder)
            here = _here(state, params)
            return answer(here, params) if here is not None else None

        return handle

    return made


def _definition(here: Here, _: Any) -> list[types.Location]:
    return [here.location(found) for found in navigation.definition(here.snapshot, here.path, here.offset)]


def _references(here: Here, params: types.ReferenceParams) -> list[types.Location]:
    wanted = params.context.include_declaration
    found = navigation.references_at(here.snapshot, here.path, here.offset, with_declarations=wanted)
    return [here.location(each) for each in found]


def _highlights(here: Here, _: Any) -> list[types.DocumentHighlight]:
    found = navigation.highlights(here.snapshot, here.path, here.offset)
    return [types.DocumentHighlight(here.range(each.span), show.highlight_kind(each)) for each in found]


def _hover(here: Here, _: Any) -> types.Hover | None:
    found = hover.hover(here.snapshot, here.path, here.offset, datetime.now(UTC))
    if found is None:
        return None
    return types.Hover(show.hover(found, here.state.edge.client.markdown), here.range(found.span))


def _prepare_rename(here: Here, _: Any) -> types.PrepareRenamePlaceholder | None:
    found = renaming.prepare_rename(here.snapshot, here.path, here.offset)
    if isinstance(found, renaming.Refusal):
        raise show.refusal(found.reason)
    return types.PrepareRenamePlaceholder(here.range(found.span), found.name)


def _rename(here: Here, params: types.RenameParams) -> types.WorkspaceEdit:
    found = renaming.rename(here.snapshot, here.path, here.offset, params.new_name)
    if isinstance(found, renaming.Refusal):
        raise show.refusal(found.reason)
    return here.state.edge.edit(found, here.state.documents.version)


def _document_symbols(here: Here, _: Any) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    found = outline.outline(here.snapshot, here.path)
    if here.state.edge.client.nested_symbols:
        return [_document_symbol(here, entry) for entry in found]
    flat: list[types.SymbolInformation] = []
    for entry in found:
        _flatten(here, entry, None, flat)
    return flat


def _document_symbol(here: Here, entry: OutlineEntry) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=entry.name or entry.kind,
        kind=show.SYMBOL_KINDS[entry.kind],
        range=here.range(entry.span),
        selection_range=here.range(entry.name_span),
        detail=entry.detail or None,
        children=[_document_symbol(here, child) for child in entry.children],
    )


def _flatten(here: Here, entry: OutlineEntry, container: str | None, into: list[types.SymbolInformation]) -> None:
    location = types.Location(here.state.documents.uri(here.path), here.range(entry.span))
    name = entry.name or entry.kind
    into.append(types.SymbolInformation(location, name, show.SYMBOL_KINDS[entry.kind], container_name=container))
    for child in entry.children:
        _flatten(here, child, name, into)


def _folds(here: Here, _: Any) -> list[types.FoldingRange]:
    ranges = (here.range(span) for span in structure.folds(here.snapshot, here.path))
    return [types.FoldingRange(at.start.line, at.end.line) for at in ranges if at.end.line > at.start.line]


def _selections(here: Here, params: types.SelectionRangeParams) -> list[types.SelectionRange]:
    found = []
    for position in params.positions:
        offset = here.state.edge.offset(here.source, position)
        chain: types.SelectionRange | None = None
        for span in reversed(structure.selections(here.snapshot, here.path, offset)):
            chain = types.SelectionRange(here.range(span), chain)
        found.append(chain or types.SelectionRange(types.Range(position, position)))
    return found


def _hints(here: Here, params: types.InlayHintParams) -> list[types.InlayHint]:
    within = here.state.edge.span(here.source, params.range)
    return [
        types.InlayHint(here.state.edge.position(here.source, hint.offset), hint.text, padding_left=True)
        for hint in hints.hints(here.snapshot, here.path, within)
    ]


def _lenses(here: Here, _: Any) -> list[types.CodeLens]:
    """Those that only start something are left out where the client does not know the command."""
    found = []
    for lens in hints.lenses(here.snapshot, here.path, datetime.now(UTC)):
        command = _command(here, lens)
        if command.command or not lens.picture:
            found.append(types.CodeLens(here.range(lens.span), command))
    return found


def _command(here: Here, lens: hints.Lens) -> types.Command:
    name = "argolint.showGraph" if lens.picture else "argolint.showReferences" if lens.places else ""
    if name not in here.state.edge.client.commands:
        return types.Command(lens.text, "")
    told: list[Any] = [here.state.documents.uri(here.path)]
    if lens.picture:
        told.append(lens.picture)
    else:
        told.append(here.state.edge.position(here.source, lens.span.start))
        told.append([here.location(place) for place in lens.places])
    return types.Command(lens.text, name, arguments=told)


def _links(here: Here, _: Any) -> list[types.DocumentLink]:
    found = []
    for link in links.links(here.snapshot, here.path):
        target = link.address
        if target is None and link.target is not None:
            line = link.target.source.position(link.target.span.start).line
            target = f"{here.state.documents.uri(link.target.file)}#L{line}"
        found.append(types.DocumentLink(here.range(link.span), target))
    return found


def _signature(here: Here, _: Any) -> types.SignatureHelp | None:
    found = signatures.signature_at(here.snapshot, here.path, here.offset)
    return show.signature(found) if found is not None else None


def _prepare_calls(here: Here, _: Any) -> list[types.CallHierarchyItem] | None:
    found = hierarchy.runnable_at(here.snapshot, here.path, here.offset)
    return [_call_item(here, found)] if found is not None else None


def _call_item(here: Here, found: Runnable) -> types.CallHierarchyItem:
    edge = here.state.edge
    return types.CallHierarchyItem(
        name=found.title.replace("`", ""),
        kind=types.SymbolKind.Class if found.is_object else types.SymbolKind.Function,
        uri=edge.uri_of(found.source.path),
        range=edge.range(found.source, found.span),
        selection_range=edge.range(found.source, found.name_span),
        detail=found.detail,
    )


def _calls(state: State, item: types.CallHierarchyItem, *, incoming: bool) -> list[tuple[Here, Calls]]:
    path = path_of(item.uri)
    for folder in state.documents.folders():
        source = folder.text(path)
        if source is None:
            continue
        state.documents.finish(folder)
        here = Here(state, folder.snapshot(), source, state.edge.offset(source, item.selection_range.start))
        found = hierarchy.runnable_at(here.snapshot, path, here.offset)
        if found is not None:
            calls = hierarchy.incoming if incoming else hierarchy.outgoing
            return [(here, call) for call in calls(here.snapshot, found)]
    return []


def _incoming(state: State) -> Callable[[Any], object]:
    def handle(params: types.CallHierarchyIncomingCallsParams) -> list[types.CallHierarchyIncomingCall]:
        return [
            types.CallHierarchyIncomingCall(
                _call_item(here, call.other), [state.edge.range(call.other.source, span) for span in call.places]
            )
            for here, call in _calls(state, params.item, incoming=True)
        ]

    return handle


def _outgoing(state: State) -> Callable[[Any], object]:
    def handle(params: types.CallHierarchyOutgoingCallsParams) -> list[types.CallHierarchyOutgoingCall]:
        return [
            types.CallHierarchyOutgoingCall(_call_item(here, call.other), [here.range(span) for span in call.places])
            for here, call in _calls(state, params.item, incoming=False)
        ]

    return handle


def _workspace_symbols(state: State) -> Callable[[Any], object]:
    def handle(params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
        return [
            types.SymbolInformation(
                state.edge.location(found.source, found.span),
                found.name,
                show.SYMBOL_KINDS[found.kind],
                container_name=found.container.replace("`", "") or None,
            )
            for folder in state.documents.folders()
            for found in outline.find(folder.snapshot(), params.query)
        ]

    return handle


def _tokens(here: Here, _: Any) -> types.SemanticTokens:
    return tokens.encoded(here.state.edge, here.source, here.snapshot, None)


def _tokens_of_range(here: Here, params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
    within = here.state.edge.span(here.source, params.range)
    return tokens.encoded(here.state.edge, here.source, here.snapshot, within)


FEATURES = (
    Feature(types.TEXT_DOCUMENT_CODE_ACTION, actions.handler, actions.OPTIONS),
    Feature(types.TEXT_DOCUMENT_COMPLETION, completion.handler, completion.OPTIONS),
    Feature(types.TEXT_DOCUMENT_DEFINITION, _asked(_definition)),
    Feature(types.TEXT_DOCUMENT_REFERENCES, _asked(_references, of_all=True)),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, _asked(_highlights)),
    Feature(types.TEXT_DOCUMENT_HOVER, _asked(_hover)),
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, _asked(_prepare_rename, of_all=True)),
    Feature(types.TEXT_DOCUMENT_RENAME, _asked(_rename, of_all=True)),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _asked(_document_symbols)),
    Feature(types.WORKSPACE_SYMBOL, _workspace_symbols),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, _asked(_folds)),
    Feature(types.TEXT_DOCUMENT_SELECTION_RANGE, _asked(_selections)),
    Feature(types.TEXT_DOCUMENT_INLAY_HINT, _asked(_hints)),
    Feature(types.TEXT_DOCUMENT_CODE_LENS, _asked(_lenses)),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, _asked(_links)),
    Feature(types.TEXT_DOCUMENT_SIGNATURE_HELP, _asked(_signature), types.SignatureHelpOptions(["-", ":"])),
    Feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, _asked(_prepare_calls)),
    Feature(types.CALL_HIERARCHY_INCOMING_CALLS, _incoming),
    Feature(types.CALL_HIERARCHY_OUTGOING_CALLS, _outgoing),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, _asked(_tokens), tokens.LEGEND),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, _asked(_tokens_of_range), tokens.LEGEND),
)
