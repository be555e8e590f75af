"""`--fix` mends files, `--diff` shows what it would do, and both say how much."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

SAFE = GOOD.replace("[echo, hello]", "[echo, 30]")
UNSAFE = GOOD.replace("command:", "comand:")
BOTH = GOOD.replace("command: [echo, hello]", "comand: [echo]\n        args: [30]")
HALF = BOTH.replace("[30]", '["30"]')
WHOLE = HALF.replace("comand", "command")


def test_safe_fixes_are_written_and_the_rest_is_reported(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BOTH)
    status, out, err = argolint("check", "--fix", "a.yaml")
    assert (folder / "a.yaml").read_text() == HALF
    assert err == "fixed: 1 finding in 1 file\n"
    assert "comand" in out
    assert "Can be mended: 1 by `--fix --unsafe-fixes`." in out
    assert status == 1


def test_unsafe_fixes_are_written_when_asked(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BOTH)
    assert argolint("check", "--fix", "--unsafe-fixes", "a.yaml").status == 0
    assert (folder / "a.yaml").read_text() == WHOLE
    assert argolint("check", "--fix", "--unsafe-fixes", "a.yaml").err == ""


def test_a_diff_changes_nothing_and_can_be_applied(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(SAFE)
    status, out, err = argolint("check", "--diff", "a.yaml")
    assert (status, err) == (1, "would fix: 1 finding in 1 file\n")
    assert (folder / "a.yaml").read_text() == SAFE
    assert out.splitlines()[:2] == ["--- a/a.yaml", "+++ b/a.yaml"]
    assert [line for line in out.splitlines()[3:] if line[0] in "+-"] == [
        "-        command: [echo, 30]",
        '+        command: [echo, "30"]',
    ]


def test_a_diff_of_nothing_is_empty(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(UNSAFE)
    assert argolint("check", "--diff", "a.yaml") == (0, "", "")


def test_a_file_without_a_closing_line_end_is_shown_as_diff_shows_it(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(SAFE.rstrip("\n"))
    assert argolint("check", "--diff", "a.yaml").out.count("\\ No newline at end of file\n") == 2


def test_standard_input_is_mended_on_standard_output(process: Run) -> None:
    status, out, err = process("check", "--fix", "-", stdin=BOTH.encode())
    assert out == HALF
    assert "error[unknown-field]" in err
    assert status == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_is_told_and_others_are_mended(argolint: Run, folder: Path) -> None:
    (folder / "b.yaml").write_text(SAFE.replace("name: hello", "name: other"))
    shut = folder / "shut"
    shut.mkdir()
    (shut / "a.yaml").write_text(SAFE)
    shut.chmod(0o555)
    try:
        status, _, err = argolint("check", "--fix", ".")
    finally:
        shut.chmod(0o755)
    assert status == 2
    assert "shut/a.yaml` cannot be written" in err
    assert '"30"' in (folder / "b.yaml").read_text()


def test_comments_are_added_for_all_findings(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(UNSAFE)
    assert argolint("check", "--add-ignores", "--reason", "old", "a.yaml") == (
        0,
        "",
        "suppressed: 1 finding by comments in 1 file\n",
    )
    assert "# argolint: ignore[unknown-field] old" in (folder / "a.yaml").read_text()
    assert argolint("check", "a.yaml").status == 0
