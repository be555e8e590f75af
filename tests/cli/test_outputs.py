"""Reports go to files as well, several at once, each in its format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import BAD, GOOD

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Run


def test_a_file_takes_the_report_from_standard_output(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    status, out, _ = argolint("check", "--format", "json", "--output", "report.json", "a.yaml")
    assert (status, out) == (1, "")
    assert json.loads((folder / "report.json").read_text())["summary"]["errors"] == 1


def test_several_formats_at_once(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    status, out, _ = argolint("check", "--output", "sarif=a.sarif", "--output", "gitlab=a.json", "--color", "always")
    assert status == 1
    assert "unknown-field" in out
    assert json.loads((folder / "a.sarif").read_text())["version"] == "2.1.0"
    assert len(json.loads((folder / "a.json").read_text())) == 1


def test_files_have_no_colours(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    argolint("check", "--color", "always", "--output", "text=a.txt", "a.yaml")
    assert "\x1b" not in (folder / "a.txt").read_text()


def test_an_unknown_format_is_told(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD)
    status, _, err = argolint("check", "--output", "sarf=a.sarif")
    assert status == 2
    assert err == "error: `--output sarf=a.sarif`: there is no format `sarf`\nhelp: did you mean `sarif`?\n"


def test_a_file_that_cannot_be_written_is_told(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD)
    status, _, err = argolint("check", "--output", "nowhere/a.json", "a.yaml")
    assert status == 2
    assert err.startswith("error: `nowhere/a.json` cannot be written: no such file or directory")


def test_a_summary_goes_to_the_page_of_the_job(argolint: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.yaml").write_text(BAD)
    page = folder / "summary.md"
    page.write_text("# Build\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert argolint("check", "--summary", "a.yaml").status == 1
    assert page.read_text().startswith("# Build\n## argolint\n\nFound 1 error in 1 file (1 object).")


def test_a_summary_without_a_page_is_wrong_usage(argolint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert argolint("check", "--summary").err.startswith("error: `--summary` needs `GITHUB_STEP_SUMMARY`")


def test_a_file_that_cannot_be_written_does_not_swallow_the_findings(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    status, out, err = argolint("check", "--output", "sarif=no/such/a.sarif", "a.yaml")
    assert status == 2
    assert "unknown-field" in out
    assert "`no/such/a.sarif` cannot be written" in err
