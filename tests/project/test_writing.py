"""A file is rewritten whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from argolint.project.errors import UsageError
from argolint.project.files import load_path
from argolint.project.writing import rewrite

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-be"])
def test_the_encoding_and_the_line_ends_stay(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("name: grün\r\n".encode(encoding))
    rewrite(load_path(str(file)).source, "name: blau, 青\r\n")
    assert file.read_bytes() == "name: blau, 青\r\n".encode(encoding)


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    file.write_text("a: 1\n")
    file.chmod(0o640)
    link.symlink_to(file)
    rewrite(load_path(str(link)).source, "a: 2\n")
    assert link.is_symlink()
    assert file.read_text() == "a: 2\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(os.listdir(tmp_path)) == ["a.yaml", "b.yaml"]


def test_a_file_that_has_changed_since_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1\n")
    source = load_path(str(file)).source
    file.write_text("a: 3\n")
    with pytest.raises(UsageError, match="changed while it was checked"):
        rewrite(source, "a: 2\n")
    assert file.read_text() == "a: 3\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_no_file_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1\n")
    source = load_path(str(file)).source
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(UsageError, match="cannot be written: permission denied"):
            rewrite(source, "a: 2\n")
    finally:
        tmp_path.chmod(0o755)
    assert file.read_text() == "a: 1\n"
