"""A baseline accepts what was there when it was written, wherever the lines move, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import argolint
from tests.cli.conftest import BAD, GOOD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

FLAGS = ("--baseline", "known.json")


def test_what_was_there_is_accepted(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    assert argolint("check", *FLAGS, "--write-baseline", "a.yaml") == (
        0,
        "",
        "accepted: 1 finding in `known.json`\n",
    )
    status, out, err = argolint("check", *FLAGS, "a.yaml")
    assert (status, out, err) == (0, "All good: 1 object in 1 file. 1 finding accepted by the baseline.\n", "")


def test_what_is_new_is_reported(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    argolint("check", *FLAGS, "--write-baseline", "a.yaml")
    (folder / "a.yaml").write_text(BAD.replace("entrypoint: main", "entrypoint: mein"))
    status, out, _ = argolint("check", *FLAGS, "--format", "concise", "a.yaml")
    assert status == 1
    assert [line.split()[1] for line in out.splitlines()[:-1]] == ["error[unknown-entrypoint]:"]


def test_a_repetition_is_new(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    argolint("check", *FLAGS, "--write-baseline", "a.yaml")
    (folder / "a.yaml").write_text(BAD + "---\n" + BAD.replace("name: hello", "name: other"))
    assert "Found 1 error" in argolint("check", *FLAGS, "a.yaml").out


def test_what_is_gone_is_named_and_taken_out(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    argolint("check", *FLAGS, "--write-baseline", "a.yaml")
    (folder / "a.yaml").write_text(GOOD)
    (folder / "b.yaml").write_text(GOOD.replace("name: hello", "name: other"))
    assert argolint("check", *FLAGS, "b.yaml").err == ""
    assert argolint("check", *FLAGS).err == (
        "note: `known.json` accepts what is gone: unknown-field in a.yaml\nhelp: `--prune-baseline` takes it out\n"
    )
    assert argolint("check", *FLAGS, "--prune-baseline").err == "forgotten: 1 finding in `known.json`\n"
    assert json.loads((folder / "known.json").read_text()) == {"version": 1, "findings": []}


def test_it_means_the_same_from_another_folder(argolint: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "flows").mkdir()
    (folder / "flows" / "a.yaml").write_text(BAD)
    argolint("check", *FLAGS, "--write-baseline")
    monkeypatch.chdir(folder / "flows")
    assert argolint("check", "--baseline", "../known.json").status == 0


def test_the_configuration_names_it(argolint: Run, folder: Path) -> None:
    (folder / "argolint.toml").write_text('baseline = "known.json"\n')
    (folder / "a.yaml").write_text(BAD)
    assert argolint("check", "--write-baseline").status == 0
    assert argolint("check").status == 0


def test_mandatory_rules_are_not_accepted(argolint: Run, folder: Path) -> None:
    (folder / "argolint.toml").write_text('baseline = "known.json"\nmandatory = ["unknown-field"]\n')
    (folder / "a.yaml").write_text(BAD)
    argolint("check", "--write-baseline")
    assert argolint("check").status == 1


def test_accepted_findings_are_not_mended(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    argolint("check", *FLAGS, "--write-baseline")
    argolint("check", *FLAGS, "--fix", "--unsafe-fixes")
    assert (folder / "a.yaml").read_text() == BAD


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "the baseline `known.json` cannot be read: no such file or directory"),
        ("{", "`known.json` is no baseline, or damaged"),
        ("[]", "`known.json` is no baseline, or damaged"),
        ('{"version": 1, "findings": [{}]}', "`known.json` is no baseline, or damaged"),
        ('{"version": 2, "findings": []}', "the baseline `known.json` is of another version of argolint"),
    ],
)
def test_a_baseline_that_is_none_is_told(argolint: Run, folder: Path, text: str | None, message: str) -> None:
    (folder / "a.yaml").write_text(BAD)
    if text is not None:
        (folder / "known.json").write_text(text)
    status, out, err = argolint("check", *FLAGS)
    assert (status, out) == (2, "")
    assert err.startswith(f"error: {message}\n")


def test_where_to_write_must_be_said(argolint: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD)
    status, _, err = argolint("check", "--write-baseline")
    assert (status, err) == (
        2,
        "error: no baseline is named for `a.yaml`\nhelp: say where: `--baseline FILE`\n",
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 10), st.sampled_from(["# remark\n", "\n", "# a: b\n"])), max_size=6))
def test_moving_lines_keeps_it(tmp_path: Path, insertions: list[tuple[int, str]]) -> None:
    file, known = tmp_path / "a.yaml", tmp_path / "known.json"
    file.write_text(BAD)
    known.unlink(missing_ok=True)
    from argolint.project.baseline import write_baseline

    write_baseline(str(known), argolint.check([file], isolated=True).diagnostics)
    lines = BAD.splitlines(keepends=True)
    for at, line in insertions:
        lines.insert(at, line)
    file.write_text("".join(lines))
    report = argolint.check([file], isolated=True, config={"baseline": str(known)})
    assert (report.diagnostics, report.accepted, report.stale) == ((), 1, ())
