"""Fetches VS Code as npm has it, and builds the extension: what the tests in VS Code need beside a browser.

    python -m tests.editors.vscode.build

VS Code comes as code-server into a cache, `$ARGOLINT_EDITORS` or `argolint-editors` in the user's cache folder, under
its version; the extension is built where it stands, as its page tells.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CODE_SERVER = "4.100.3"
YAML_SERVER = "1.24.0"
NODE = "v20."
"""The releases of Node that this code-server runs on."""
EXTENSION = Path(__file__).parents[3] / "editors" / "vscode"
VSIX = EXTENSION / "argolint.vsix"


def home() -> Path:
    """Where code-server is, or will be once fetched."""
    cache = (
        os.environ.get("ARGOLINT_EDITORS") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "argolint-editors"
    )
    return Path(cache).expanduser() / f"code-server-{CODE_SERVER}"


def entry() -> Path:
    """The program of code-server."""
    return home() / "node_modules" / "code-server" / "out" / "node" / "entry.js"


def yaml_server() -> Path:
    """The language server that Red Hat's extension starts."""
    return home() / "node_modules" / "yaml-language-server" / "out" / "server" / "src" / "server.js"


def yaml_client() -> Path:
    """The folder of an extension that starts it."""
    return home() / "yaml"


def missing() -> str | None:
    """Why VS Code cannot be run here, or None."""
    unfit = _unfit()
    if unfit is not None:
        return unfit
    if not (home() / "complete").exists():
        return "code-server is missing: python -m tests.editors.vscode.build"
    return None if VSIX.exists() else "the extension is not built: python -m tests.editors.vscode.build"


def build() -> str | None:
    """Fetch and build what is missing, and tell what still is."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is missing"
    if _unfit() is None and not (home() / "complete").exists() and _fetch(npm):
        (home() / "complete").touch()
    VSIX.unlink(missing_ok=True)
    if _done([npm, "ci"], EXTENSION) and _done([npm, "run", "package"], EXTENSION) and _unfit() is None:
        _bundle_yaml_client()
    return missing()


def _unfit() -> str | None:
    """Why the Node of this machine, if any, runs no VS Code."""
    node = shutil.which("node")
    if node is None:
        return "Node is missing"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if version.startswith(NODE):
        return None
    return f"code-server {CODE_SERVER} runs on Node {NODE[1:-1]}, and here is {version}"


def _fetch(npm: str) -> bool:
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    inner = entry().parents[2] / "lib" / "vscode"
    quiet = ("--no-audit", "--no-fund")
    # Its own scripts refuse to run as root; argon2 is the one part that must be compiled.
    wanted = (f"code-server@{CODE_SERVER}", f"yaml-language-server@{YAML_SERVER}")
    return (
        _done([npm, "install", "--prefix", ".", "--ignore-scripts", *quiet, *wanted], folder)
        and _done([npm, "rebuild", "--prefix", ".", "argon2"], folder)
        and _done([npm, "install", "--omit=dev", "--ignore-scripts", *quiet], inner)
        and _linked(inner / "node_modules.asar", "node_modules")
        and _with_ripgrep(inner)
    )


def _bundle_yaml_client() -> None:
    """Put the library of our extension, which is the client's as well, into one file with the client."""
    source = Path(__file__).parent / "yaml"
    yaml_client().mkdir(exist_ok=True)
    shutil.copy(source / "package.json", yaml_client())
    flags = ("--bundle", "--platform=node", "--format=cjs", "--external:vscode", "--log-level=warning")
    command = [str(EXTENSION / "node_modules" / ".bin" / "esbuild"), str(source / "client.js"), *flags]
    environment = {**os.environ, "NODE_PATH": str(EXTENSION / "node_modules")}
    subprocess.run([*command, f"--outfile={yaml_client() / 'client.js'}"], env=environment, check=True)


def _with_ripgrep(inner: Path) -> bool:
    """Search needs ripgrep where its own package would have put it; without it only search is missing."""
    program = shutil.which("rg")
    if program is not None:
        place = inner / "node_modules" / "@vscode" / "ripgrep" / "bin" / "rg"
        place.parent.mkdir(parents=True, exist_ok=True)
        _linked(place, program)
    return True


def _linked(place: Path, target: str) -> bool:
    place.unlink(missing_ok=True)
    place.symlink_to(target)
    return True


def _done(command: list[str], folder: Path) -> bool:
    run = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if run.returncode != 0:
        print(f"{' '.join(command)}\n{run.stdout[-2000:]}{run.stderr[-2000:]}", file=sys.stderr)
    return run.returncode == 0


if __name__ == "__main__":
    print(f"VS Code: {build() or 'ready'}")
