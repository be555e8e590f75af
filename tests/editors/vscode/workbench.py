"""VS Code in a browser: a workspace, a server for it with extensions of ours, and a page of Chromium that shows it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
import zipfile
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.build import chromium
from tests.editors.snippets import program
from tests.editors.vscode.build import VSIX, entry, missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LACK = (
    missing()
    or (None if chromium() else "Chromium is missing")
    or (None if find_spec("playwright") else "Playwright is missing: pip install '.[browser]'")
)
NEEDED = [pytest.mark.editors, pytest.mark.skipif(_LACK is not None, reason=f"no VS Code: {_LACK}")]
"""What every test of VS Code is marked with: it is skipped, and says so, where something is missing."""
SETTINGS = {
    "editor.minimap.enabled": False,
    "extensions.autoUpdate": False,
    "files.hotExit": "off",
    "security.workspace.trust.enabled": False,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "window.commandCenter": False,
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
}
_TYPES = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="json" ContentType="application/json"/><Default Extension="js" ContentType="text/javascript"/>
<Default Extension="vsixmanifest" ContentType="text/xml"/></Types>
"""
_MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata><Identity Language="en-US" Id="{name}" Version="{version}" Publisher="{publisher}"/>
<DisplayName>{name}</DisplayName><Description xml:space="preserve">{name}</Description></Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation><Dependencies/>
<Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets>
</PackageManifest>
"""


def write_workspace(folder: Path, files: Mapping[str, str]) -> None:
    """A folder with files, and argolint where a user would have installed it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    program(folder / ".venv")


def packed(extension: Path, into: Path) -> Path:
    """An extension of plain files as a package that VS Code installs."""
    about = json.loads((extension / "package.json").read_text(encoding="utf-8"))
    package = into / f"{about['name']}.vsix"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("extension.vsixmanifest", _MANIFEST.format_map(about))
        for file in sorted(extension.iterdir()):
            archive.write(file, f"extension/{file.name}")
    return package


@contextmanager
def served(scratch: Path, *extensions: Path, **environment: str) -> Iterator[str]:
    """The address of a VS Code with our extension and further ones, in a user's folder of its own."""
    user = scratch / "user"
    (user / "User").mkdir(parents=True)
    (user / "User" / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    folders = ["--user-data-dir", str(user), "--extensions-dir", str(scratch / "extensions")]
    command = [str(shutil.which("node")), str(entry()), *folders]
    settings = {**os.environ, "ARGOLINT_CACHE_DIR": str(scratch / "cache"), **environment}
    for package in (VSIX, *extensions):
        subprocess.run([*command, "--install-extension", str(package)], env=settings, check=True, capture_output=True)
    port = _free_port()
    configuration = scratch / "code-server.yaml"
    configuration.write_text(f"bind-addr: 127.0.0.1:{port}\nauth: none\ncert: false\n", encoding="utf-8")
    quiet = ("--disable-telemetry", "--disable-update-check", "--disable-workspace-trust")
    with (scratch / "code-server.log").open("wb") as log:
        started = [*command, "--config", str(configuration), *quiet]
        process = subprocess.Popen(started, env=settings, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("code-server does not answer")


@contextmanager
def shown(address: str, folder: Path, **settings: Any) -> Iterator[Any]:
    """A page that shows a folder."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1360, "height": 820}, **settings)
        page.set_default_timeout(30_000)
        page.goto(f"{address}?folder={folder}")
        yield page
        browser.close()
