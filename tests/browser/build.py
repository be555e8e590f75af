"""Fetches what the browser tests need beside a browser: Mermaid, as npm has it.

    python -m tests.browser.build

It goes to a cache, `$ARGOLINT_BROWSER` or `argolint-browser` in the user's cache folder, under its version.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

MERMAID = "12.3.0"


def mermaid() -> Path:
    """Where the script of Mermaid is, or will be once fetched."""
    cache = (
        os.environ.get("ARGOLINT_BROWSER") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "argolint-browser"
    )
    return Path(cache).expanduser() / f"mermaid-{MERMAID}" / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"


def build() -> Path | None:
    """Fetch it if it is missing; None without npm, or where npm does not get it."""
    script = mermaid()
    npm = shutil.which("npm")
    if script.exists() or npm is None:
        return script if script.exists() else None
    folder = script.parents[3]
    folder.mkdir(parents=True, exist_ok=True)
    wanted = ("install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", f"mermaid@{MERMAID}")
    subprocess.run([npm, *wanted], check=False, stdout=sys.stderr)
    return script if script.exists() else None


def chromium() -> str | None:
    """A Chromium of this machine."""
    named = os.environ.get("ARGOLINT_CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next((path for path in found if path is not None), None)


if __name__ == "__main__":
    print(f"Chromium: {chromium() or 'none; the browser tests will be skipped'}")
    print(f"Mermaid: {build() or 'none; its tests will be skipped'}")
