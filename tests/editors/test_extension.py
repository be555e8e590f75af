"""What must hold of the extension for VS Code, as far as its files tell without Node."""

from __future__ import annotations

import json
import re
from typing import Any

from argolint import __version__
from tests.editors.snippets import CHECKOUT

FOLDER = CHECKOUT / "editors" / "vscode"


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_the_lock_names_packages_and_no_addresses() -> None:
    packages = read("package-lock.json")["packages"]
    assert len(packages) > 100
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_the_extension_is_of_the_version_of_argolint() -> None:
    assert {read("package.json")["version"], read("package-lock.json")["version"]} == {__version__}


def test_the_editor_knows_each_command_that_the_server_names() -> None:
    named = re.compile(r"\"(argolint\.\w+)\"")
    server = named.findall((CHECKOUT / "argolint" / "lsp" / "features.py").read_text(encoding="utf-8"))
    listed = re.search(r"const COMMANDS = \[(.*?)\]", (FOLDER / "src" / "server.ts").read_text(encoding="utf-8"))
    assert listed is not None
    assert set(named.findall(listed[1])) == set(server)


def test_each_command_in_the_menu_is_registered_and_told() -> None:
    code = (FOLDER / "src" / "commands.ts").read_text(encoding="utf-8")
    commands = {
        each["command"].removeprefix("argolint."): each["title"]
        for each in read("package.json")["contributes"]["commands"]
    }
    assert [name for name in commands if not re.search(rf"^    {name}[:,]", code, re.MULTILINE)] == []
    page = " ".join((CHECKOUT / "docs" / "editors" / "vscode.md").read_text(encoding="utf-8").split())
    assert [title for title in commands.values() if title not in page] == []


def test_each_setting_is_told() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    settings = read("package.json")["contributes"]["configuration"]["properties"]
    assert [name for name in settings if f"`{name}`" not in text] == []
