"""Where the files of `--output` and of fixing go."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from argolint.cli.files import write_whole
from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole("found\n", str(pipe))
        assert os.read(reader, 100) == b"found\n"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_leads_to_the_file_that_is_written(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(kept)
    write_whole("new", str(link))
    assert link.is_symlink()
    assert kept.read_text() == "new"


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_whole("text", str(tmp_path / "no" / "such.txt"))
    assert list(tmp_path.iterdir()) == []
