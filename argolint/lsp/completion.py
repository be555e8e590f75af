"""Completion: what may be written at a place, as edits of the word at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from argolint.ide.completion import complete
from argolint.lsp.convert import path_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from argolint.lsp.server import State

OPTIONS = types.CompletionOptions(trigger_characters=["{", ".", " ", "'"])
_KINDS = {
    "variable": types.CompletionItemKind.Variable,
    "function": types.CompletionItemKind.Function,
    "template": types.CompletionItemKind.Function,
    "object": types.CompletionItemKind.Class,
    "task": types.CompletionItemKind.Event,
    "result": types.CompletionItemKind.EnumMember,
    "argument": types.CompletionItemKind.Field,
    "word": types.CompletionItemKind.EnumMember,
    "key": types.CompletionItemKind.Property,
}


def handler(state: State) -> Callable[[Any], object]:
    """What answers for the documents of a client."""

    def handle(params: types.CompletionParams) -> types.CompletionList | None:
        path = path_of(params.text_document.uri)
        at = state.documents.at(path)
        if at is None or not at.folder.is_ours(path):
            return None
        offset = state.edge.offset(at.source, params.position)
        probe, offers = complete(at.folder.snapshot(), path, offset)
        if probe is None:
            return None
        place = state.edge.range(at.source, probe.span)
        items = [
            types.CompletionItem(
                label=offer.name,
                kind=_KINDS[offer.kind],
                detail=offer.detail or None,
                sort_text=f"{number:04}",
                filter_text=offer.name,
                text_edit=types.TextEdit(place, offer.text or offer.name),
            )
            for number, offer in enumerate(offers)
        ]
        return types.CompletionList(is_incomplete=False, items=items)

    return handle
