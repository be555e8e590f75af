"""What clients of several kinds are told, by a library that holds each answer against what the client said it takes."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.test_server import FLOW

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

pytestmark = pytest.mark.editors
pytest_lsp = pytest.importorskip("pytest_lsp", reason="pytest-lsp is missing: pip install 'argolint[editors]'")

from lsprotocol import types  # noqa: E402
from pytest_lsp.client import make_test_lsp_client  # noqa: E402

PROFILES = ("neovim@v0.10", "neovim@v0.11", "emacs", "visual-studio-code")
COLUMNS = {"utf-8": 60, "utf-16": 57, "utf-32": 56}


def session(folder: Path, profile: str, talk: Callable[[Any, types.InitializeResult, str], Awaitable[None]]) -> None:
    async def run() -> None:
        client = make_test_lsp_client()
        await client.start_io(sys.executable, "-m", "argolint", "lsp", cwd=folder)
        capabilities = pytest_lsp.client_capabilities(profile)
        started = await client.initialize_session(types.InitializeParams(capabilities, root_uri=folder.as_uri()))
        uri = (folder / "a.yaml").as_uri()
        document = types.TextDocumentItem(uri, "yaml", 1, FLOW)
        client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        await asyncio.wait_for(client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 20)
        await talk(client, started, uri)
        await client.shutdown_session()
        await client.stop()
        assert client.error is None

    asyncio.run(run())


@pytest.mark.parametrize("profile", PROFILES)
def test_what_a_client_takes_is_what_it_gets(tmp_path: Path, profile: str) -> None:
    async def talk(client: Any, started: types.InitializeResult, uri: str) -> None:
        encoding = types.PositionEncodingKind(started.capabilities.position_encoding or "utf-16")
        entrypoint, variable = client.diagnostics[uri]
        assert (entrypoint.code, entrypoint.range.start) == ("unknown-entrypoint", types.Position(4, 14))
        assert (variable.code, variable.range.start.character) == ("unknown-variable", COLUMNS[encoding])
        document, place = types.TextDocumentIdentifier(uri), types.Position(11, 11)
        shown = await client.text_document_hover_async(types.HoverParams(document, place))
        published = client.capabilities.text_document.hover
        assert shown.contents.kind in published.content_format
        offered = await client.text_document_completion_async(types.CompletionParams(document, types.Position(9, 18)))
        assert "other" in [item.label for item in offered.items]
        found = await client.text_document_definition_async(types.DefinitionParams(document, types.Position(9, 19)))
        assert found[0].range.start.line == 11
        edit = await client.text_document_rename_async(types.RenameParams(document, place, "last"))
        takes_versions = client.capabilities.workspace.workspace_edit.document_changes
        assert (edit.document_changes if takes_versions else edit.changes) is not None
        symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        nested = client.capabilities.text_document.document_symbol.hierarchical_document_symbol_support
        assert isinstance(symbols[0], types.DocumentSymbol if nested else types.SymbolInformation)

    session(tmp_path, profile, talk)
