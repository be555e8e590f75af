"""Code actions: what may be done about findings, as edits of the client's texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from argolint.ide.actions import actions
from argolint.ide.additions import additions
from argolint.ide.extraction import extractions
from argolint.lsp.convert import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from argolint.lsp.server import State

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.argolint"
REWRITE = types.CodeActionKind.RefactorRewrite
EXTRACT = types.CodeActionKind.RefactorExtract
OPTIONS = types.CodeActionOptions([types.CodeActionKind.QuickFix, REWRITE, EXTRACT, FIX_ALL])


def handler(state: State) -> Callable[[Any], object]:
    """What answers for the documents of a client."""

    def handle(params: types.CodeActionParams) -> list[types.CodeAction]:
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        found: list[types.CodeAction] = []
        found += [each for each in _quick(state, params) if _wants(only, str(getattr(each.kind, "value", each.kind)))]
        if only and _wants(only, FIX_ALL):
            found += _all(state, params)
        return found

    return handle


def _wants(only: Iterable[str], kind: str) -> bool:
    wanted = list(only)
    return not wanted or any(kind == each or kind.startswith(f"{each}.") or not each for each in wanted)


def _quick(state: State, params: types.CodeActionParams) -> list[types.CodeAction]:
    path = path_of(params.text_document.uri)
    at = state.documents.at(path)
    if at is None:
        return []
    asked = state.edge.span(at.source, params.range)
    here = [
        each
        for each in at.folder.diagnostics(path)
        if each.span.start <= asked.end and asked.start <= max(each.span.end, each.span.start)
    ]
    written = [
        types.CodeAction(
            title=addition.title,
            kind=types.CodeActionKind.QuickFix if addition.finding is not None else REWRITE,
            diagnostics=[state.edge.diagnostic(addition.finding)] if addition.finding is not None else None,
            edit=state.edge.edit(addition.edits, state.documents.version),
        )
        for addition in additions(at.folder.snapshot(), path, asked.start, here)
    ]
    extracted = [
        types.CodeAction(
            title=extraction.title,
            kind=EXTRACT,
            edit=state.edge.edit(extraction.edits, state.documents.version),
        )
        for extraction in extractions(at.folder.snapshot(), path, asked.start)
    ]
    mended = [
        types.CodeAction(
            title=action.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[state.edge.diagnostic(action.finding)],
            is_preferred=action.is_preferred or None,
            edit=state.edge.edit(action.edits, state.documents.version),
        )
        for action in actions(here, at.folder.settings(path))
    ]
    return written + mended + extracted


def _all(state: State, params: types.CodeActionParams) -> list[types.CodeAction]:
    path = path_of(params.text_document.uri)
    at = state.documents.at(path)
    edits = at.folder.mended(path) if at is not None else ()
    if not edits:
        return []
    edit = state.edge.edit(edits, state.documents.version)
    return [types.CodeAction("Mend all that is safe to mend", kind=FIX_ALL, edit=edit)]
