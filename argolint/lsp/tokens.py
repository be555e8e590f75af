"""Tokens as the protocol counts them: five numbers each, places relative to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from argolint.ide.symbols import SymbolKind
from argolint.ide.tokens import tokens
from argolint.ide.words import Word
from argolint.lsp.texts import place_of

if TYPE_CHECKING:
    from argolint.ide.snapshot import Snapshot
    from argolint.lsp.convert import Edge
    from argolint.source import SourceFile, Span

_TYPES = {
    SymbolKind.OBJECT: "class",
    SymbolKind.TEMPLATE: "function",
    SymbolKind.STEP: "event",
    SymbolKind.TASK: "event",
    SymbolKind.INPUT_PARAMETER: "parameter",
    SymbolKind.INPUT_ARTIFACT: "parameter",
    SymbolKind.OUTPUT_PARAMETER: "property",
    SymbolKind.OUTPUT_ARTIFACT: "property",
    SymbolKind.WORKFLOW_PARAMETER: "variable",
    SymbolKind.WORKFLOW_ARTIFACT: "variable",
    SymbolKind.GLOBAL_PARAMETER: "variable",
    SymbolKind.GLOBAL_ARTIFACT: "variable",
    SymbolKind.CONTAINER: "namespace",
    SymbolKind.VOLUME: "namespace",
    SymbolKind.ITEM_KEY: "property",
    Word.VARIABLE: "variable",
    Word.FUNCTION: "function",
    Word.TEXT: "string",
    Word.NUMBER: "number",
    Word.OPERATOR: "operator",
    Word.RESULT: "enumMember",
}
_NAMES = sorted(set(_TYPES.values()))
_NUMBERS = {kind: _NAMES.index(name) for kind, name in _TYPES.items()}
_DECLARATION, _UNRESOLVED = 1, 2

LEGEND = types.SemanticTokensLegend(token_types=_NAMES, token_modifiers=["declaration", "deprecated"])
"""Only names that every client knows: a name that means nothing is shown as what is deprecated is, struck through."""


def encoded(edge: Edge, source: SourceFile, snapshot: Snapshot, within: Span | None) -> types.SemanticTokens:
    """The tokens of a file or of a part of it."""
    data: list[int] = []
    line = column = 0
    encoding = edge.client.encoding
    for token in tokens(snapshot, source.path, within):
        start = place_of(source, token.span.start, encoding)
        end = place_of(source, token.span.end, encoding)
        if start.line != end.line:
            continue
        modifiers = _DECLARATION * token.is_declaration + _UNRESOLVED * token.is_unresolved
        before = column if start.line == line else 0
        data += (start.line - line, start.column - before, end.column - start.column, _NUMBERS[token.kind], modifiers)
        line, column = start
    return types.SemanticTokens(data)
