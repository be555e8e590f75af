"""The `.gitignore` reader agrees with Git itself."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argolint.project.gitignore import ignored, parse_gitignore

if TYPE_CHECKING:
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def ignores(text: str, path: str, *, folder: bool = False) -> bool:
    own = parse_gitignore(text, "/base")
    return own is not None and ignored(f"/base/{path}", folder, (own,))


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("*.yaml", "a/b.yaml", True),
        ("/*.yaml", "a/b.yaml", False),
        ("/*.yaml", "b.yaml", True),
        ("a/b.yaml", "x/a/b.yaml", False),
        ("**/a/b.yaml", "x/a/b.yaml", True),
        ("a/**/b.yaml", "a/b.yaml", True),
        ("a/**/b.yaml", "a/x/y/b.yaml", True),
        ("a/**", "a/b.yaml", True),
        ("# note\n\n*.yml\r\n", "b.yml", True),
        ("\\#a.yaml", "#a.yaml", True),
        ("\\!a.yaml", "!a.yaml", True),
        ("*.yaml\n!keep.yaml", "keep.yaml", False),
        ("*.yaml\n!keep.yaml\nk*", "keep.yaml", True),
        ("[ab]?.yaml", "ax.yaml", True),
        ("[!ab].yaml", "a.yaml", False),
        ("[[:digit:]].yaml", "1.yaml", True),
        ("a[/]b.yaml", "a/b.yaml", False),
        ("a.yaml   ", "a.yaml", True),
        ("a.yaml\\ ", "a.yaml ", True),
        ("[z-a].yaml", "b.yaml", False),
        ("a[.yaml", "a[.yaml", False),
        ("build/", "build", False),
    ],
)
def test_a_pattern_means_what_git_means(text: str, path: str, expected: bool) -> None:
    assert ignores(text, path) is expected


def test_a_pattern_with_a_closing_slash_is_for_folders_only() -> None:
    assert ignores("build/", "x/build", folder=True)


def test_an_inner_file_has_the_last_word() -> None:
    outer, inner = parse_gitignore("*.yaml", "/base"), parse_gitignore("!a.yaml", "/base/in")
    assert outer is not None
    assert inner is not None
    assert not ignored("/base/in/a.yaml", False, (outer, inner))
    assert ignored("/base/in/b.yaml", False, (outer, inner))


@pytest.mark.parametrize("text", ["", "\n\n", "# only words", "!", "/", "\\"])
def test_a_text_without_patterns_is_none(text: str) -> None:
    assert parse_gitignore(text, "/base") is None


PATHS = ("a", "b.yaml", "a.yaml", "ab", "a/b", "a/a.yaml", "b/a/ab", "a/b/a/b.yaml", "b/[a]", "a/!b", "b/a b")
lines = st.text(alphabet="ab*?/![]\\ -^.", min_size=1, max_size=7)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


@needs_git
@settings(max_examples=150)
@given(patterns=st.lists(lines, max_size=4))
def test_verdicts_equal_those_of_git(repository: Path, patterns: list[str]) -> None:
    text = "\n".join(patterns)
    (repository / ".gitignore").write_text(text)
    own = parse_gitignore(text, "/base")
    asked = subprocess.run(
        ["git", "check-ignore", "--no-index", "-z", "--stdin"],
        cwd=repository, input="\0".join(PATHS), capture_output=True, text=True,
    )  # fmt: skip
    expected = set(asked.stdout.split("\0")) - {""}
    assert {path for path in PATHS if own and _left_out(path, own)} == expected


def _left_out(path: str, own: object) -> bool:
    """Git leaves out what stands in a folder that it leaves out."""
    parts = path.split("/")
    steps = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    return any(ignored(f"/base/{step}", step != path, (own,)) for step in steps)  # type: ignore[arg-type]
