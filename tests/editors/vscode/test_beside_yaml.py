"""Beside the server of Red Hat's YAML extension each mistake is told once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.editors.vscode.build import yaml_client, yaml_server
from tests.editors.vscode.workbench import NEEDED, packed, served, shown, write_workspace
from tests.editors.vscode.workspace import DOUBLED, FIXABLE, FLOW, LIBRARY

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = NEEDED
FILES = {
    "broken.yaml": FIXABLE.replace("[30]", "[30"),
    "doubled.yaml": DOUBLED,
    "flow.yaml": FLOW,
    "lib.yaml": LIBRARY,
}
_WANTED = [
    ("Flow sequence in block collection", "YAML"),
    ("Map keys must be unique", "YAML"),
    ("has no template `chekc`", "argolint"),
]


def test_each_mistake_is_told_once(tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    write_workspace(folder, FILES)
    client = packed(yaml_client(), tmp_path)
    with served(tmp_path, client, ARGOLINT_YAML_SERVER=str(yaml_server())) as address, shown(address, folder) as page:
        for name in ("doubled.yaml", "broken.yaml", "flow.yaml"):
            page.locator(f'.explorer-folders-view [role=treeitem][aria-label^="{name}"]').dblclick()
            page.locator(f'.tab.active[aria-label^="{name}"]').wait_for()
        page.locator(".squiggly-error").first.wait_for()
        page.keyboard.press("Control+Shift+M")
        end = time.monotonic() + 30
        told: list[str] = []
        while (len(told), sum("YAML" in row for row in told)) != (3, 2) and time.monotonic() < end:
            page.wait_for_timeout(500)
            rows = page.locator(".markers-panel .monaco-list-row").all_inner_texts()
            told = [row for row in rows if "[Ln" in row]
    assert len(told) == len(_WANTED), told
    assert [all(word in row for word in wanted) for row, wanted in zip(told, _WANTED, strict=True)] == [True] * 3
