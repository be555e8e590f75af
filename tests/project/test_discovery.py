"""Which files are found in folders, and what becomes of paths that name none."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from argolint.project.discovery import discover
from argolint.project.reading import read_file
from argolint.syntax.problems import UnreadableText

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 1000


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def make(folder: Path, *names: str, text: str = "kind: Workflow\n") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_folders_are_walked_in_order_for_yaml_and_json(tmp_path: Path) -> None:
    make(tmp_path, "b.yml", "a/z.yaml", "a/y.json", "c.YAML", "notes.txt", "a/b/c/d.yaml", "zz/a.yaml")
    assert discover(["."]).files == ("b.yml", "c.YAML", "a/y.json", "a/z.yaml", "a/b/c/d.yaml", "zz/a.yaml")
    assert discover(["a/"]).files == ("a/y.json", "a/z.yaml", "a/b/c/d.yaml")


def test_a_file_named_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    make(tmp_path, "flow.txt", ".hidden.yaml")
    assert discover(["flow.txt", ".hidden.yaml"]).files == ("flow.txt", ".hidden.yaml")


def test_hidden_and_foreign_folders_are_skipped(tmp_path: Path) -> None:
    make(
        tmp_path,
        ".git/a.yaml",
        ".hidden/a.yaml",
        ".b.yaml",
        "node_modules/a.yaml",
        "env/pyvenv.cfg",
        "env/a.yaml",
    )
    assert discover(["."]) == discover(["."], gitignore=False)
    assert discover(["."]).files == ()
    assert discover(["."]).empty == (".",)


def test_a_folder_named_is_walked_even_if_it_would_be_skipped(tmp_path: Path) -> None:
    make(tmp_path, ".hidden/a.yaml", "env/pyvenv.cfg", "env/a.yaml", "node_modules/a.yaml")
    assert discover([".hidden", "env", "node_modules"]).files == (
        ".hidden/a.yaml",
        "env/a.yaml",
        "node_modules/a.yaml",
    )


def test_gitignore_is_obeyed_at_every_depth(tmp_path: Path) -> None:
    make(tmp_path, ".gitignore", text="build/\n*.gen.yaml\n")
    make(tmp_path, "in/.gitignore", text="!keep.gen.yaml\nb.yaml\n")
    make(tmp_path, "a.yaml", "x.gen.yaml", "build/a.yaml", "in/a.yaml", "in/b.yaml", "in/keep.gen.yaml")
    assert discover(["."]).files == ("a.yaml", "in/a.yaml", "in/keep.gen.yaml")
    assert len(discover(["."], gitignore=False).files) == 6


def test_gitignore_of_folders_above_counts_within_a_repository(tmp_path: Path) -> None:
    make(tmp_path, ".gitignore", text="*.gen.yaml\n/in/out\n")
    make(tmp_path, "in/a.yaml", "in/b.gen.yaml", "in/out/c.yaml")
    assert discover(["in"]).files == ("in/a.yaml", "in/b.gen.yaml", "in/out/c.yaml")
    (tmp_path / ".git").mkdir()
    assert discover(["in"]).files == ("in/a.yaml",)
    assert discover([tmp_path / "in"]).files == (f"{tmp_path}/in/a.yaml",)


def test_an_ignored_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    make(tmp_path, ".gitignore", text="build/\n")
    make(tmp_path, "build/deep/a.yaml")
    (tmp_path / ".git").mkdir()
    assert discover(["build"]).files == ("build/deep/a.yaml",)
    assert discover(["build/deep"]).files == ("build/deep/a.yaml",)
    assert discover(["."]).files == ()


def test_a_file_is_found_once(tmp_path: Path) -> None:
    make(tmp_path, "in/a.yaml")
    (tmp_path / "link.yaml").symlink_to("in/a.yaml")
    assert discover(["in/a.yaml", "./in/a.yaml", "in", tmp_path / "in", "link.yaml"]).files == ("in/a.yaml",)
    assert discover(["in", "in"]).empty == ()


def test_hard_links_are_files_of_their_own(tmp_path: Path) -> None:
    make(tmp_path, "a.yaml")
    os.link("a.yaml", "b.yaml")
    assert discover(["."]).files == ("a.yaml", "b.yaml")


def test_circles_of_links_end(tmp_path: Path) -> None:
    make(tmp_path, "in/a.yaml")
    (tmp_path / "in/back").symlink_to("..")
    (tmp_path / "self.yaml").symlink_to("self.yaml")
    found = discover(["."]).files
    assert "in/a.yaml" in found
    assert len(found) == 2
    assert isinstance(read_file("self.yaml", LIMIT), UnreadableText)


def test_missing_paths_stop_nothing(tmp_path: Path) -> None:
    make(tmp_path, "a.yaml")
    found = discover(["nowhere", "a.yaml", "a.yaml/below", "", "nul\0", "x" * 5000])
    assert found.files == ("a.yaml",)
    assert found.missing == ("nowhere", "a.yaml/below", "", "nul\0", "x" * 5000)


def test_a_dangling_link_is_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    assert discover(["."]).files == discover(["gone.yaml"]).files == ("gone.yaml",)
    problem = read_file("gone.yaml", LIMIT)
    assert isinstance(problem, UnreadableText)
    assert problem.reason == "the link leads to `nowhere`, which does not exist"


def test_pipes_and_sockets_are_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo("pipe.yaml")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.yaml")
        assert discover(["."]).files == ("pipe.yaml", "socket.yaml")
        reasons = [read_file(name, LIMIT) for name in ("pipe.yaml", "socket.yaml", "/dev/null", ".")]
    assert [problem.reason for problem in reasons if isinstance(problem, UnreadableText)] == [
        "the path is a named pipe, not a file",
        "the path is a socket, not a file",
        "the path is a device, not a file",
        "the path is a folder, not a file",
    ]


def test_an_open_descriptor_may_be_a_pipe() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"kind: Workflow\n")
    os.close(writer)
    assert read_file(f"/dev/fd/{reader}", LIMIT) == b"kind: Workflow\n"
    os.close(reader)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_permissions_are_reported(tmp_path: Path) -> None:
    make(tmp_path, "a.yaml", "closed/b.yaml")
    (tmp_path / "a.yaml").chmod(0)
    (tmp_path / "closed").chmod(0)
    assert discover(["."]).files == ("a.yaml", "closed")
    for name in ("a.yaml", "closed"):
        problem = read_file(name, LIMIT)
        assert isinstance(problem, UnreadableText)
    (tmp_path / "closed").chmod(0o700)


@pytest.mark.parametrize("size", [0, 1, LIMIT, LIMIT + 1])
def test_a_file_is_read_up_to_the_limit(tmp_path: Path, size: int) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x" * size)
    data = read_file("a.yaml", LIMIT)
    assert data == b"x" * size if size <= LIMIT else isinstance(data, UnreadableText)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.yaml").open("wb") as stream:
        stream.truncate(100 << 20)
    problem = read_file("huge.yaml", 64 << 20)
    assert isinstance(problem, UnreadableText)
    assert problem.reason == "the file has 100 MiB, more than the 64 MiB that are read"
