"""How answers look to people: kinds, texts in Markdown or without, signatures, refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from argolint.ide.outline import OutlineKind
from argolint.ide.symbols import Role

if TYPE_CHECKING:
    from argolint.ide.hover import Hover, Table
    from argolint.ide.signatures import Input, Signature
    from argolint.ide.symbols import Occurrence

_REQUEST_FAILED = -32803

SYMBOL_KINDS = {
    OutlineKind.OBJECT: types.SymbolKind.Class,
    OutlineKind.TEMPLATE: types.SymbolKind.Function,
    OutlineKind.STEP: types.SymbolKind.Event,
    OutlineKind.TASK: types.SymbolKind.Event,
    OutlineKind.ARGUMENT: types.SymbolKind.Constant,
    OutlineKind.INPUT: types.SymbolKind.Variable,
    OutlineKind.OUTPUT: types.SymbolKind.Property,
    OutlineKind.HOOK: types.SymbolKind.Operator,
}


def highlight_kind(found: Occurrence) -> types.DocumentHighlightKind:
    """Whether a name is given or used at a place."""
    is_given = found.role is Role.DECLARATION
    return types.DocumentHighlightKind.Write if is_given else types.DocumentHighlightKind.Read


def refusal(reason: str) -> JsonRpcException:
    """An answer that says why there is none."""
    return JsonRpcException(reason, _REQUEST_FAILED)


def hover(found: Hover, markdown: bool) -> types.MarkupContent:
    """All that is said about a thing, as Markdown or as plain text."""
    if markdown:
        parts = [f"**{found.title}**", found.text, *(f"{about}: {fact}" for about, fact in found.facts)]
        parts += map(_markdown_table, found.tables)
        return types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(filter(None, parts)))
    parts = [found.title, found.text, *(f"{about}: {fact}" for about, fact in found.facts)]
    parts += map(_plain_table, found.tables)
    text = "\n".join(filter(None, parts)).replace("`", "")
    return types.MarkupContent(types.MarkupKind.PlainText, text)


def _markdown_table(table: Table) -> str:
    rows = [table.headings, ("---",) * len(table.headings), *table.rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)


def _plain_table(table: Table) -> str:
    rows = [table.headings, *table.rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def signature(found: Signature) -> types.SignatureHelp:
    """The inputs of a template as a client shows them."""
    inputs = [types.ParameterInformation(_written(each), _documentation(each)) for each in found.inputs]
    title = found.title.replace("`", "")
    label = f"{title}({', '.join(str(each.label) for each in inputs)})"
    shown = types.SignatureInformation(label, parameters=inputs)
    return types.SignatureHelp([shown], active_signature=0, active_parameter=found.active)


def _written(each: Input) -> str:
    if each.is_required:
        return each.name
    return f"{each.name}={each.default!r}" if each.default is not None else f"[{each.name}]"


def _documentation(each: Input) -> str | None:
    words = [each.description, f"one of {', '.join(each.choices)}" if each.choices else ""]
    return "\n".join(filter(None, words)) or None
