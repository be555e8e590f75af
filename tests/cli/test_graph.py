"""The command `argolint graph`."""

from __future__ import annotations

from pathlib import Path

import pytest

from argolint.cli.main import main

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)


def test_mermaid_is_what_nobody_asked_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "examples/dag"]) == 0
    assert capsys.readouterr().out.startswith("flowchart TD\n")


def test_the_name_of_the_file_tells_the_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "examples/dag", "-o", str(tmp_path / "a.gv")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "a.gv").read_text(encoding="utf-8").startswith("digraph")
    assert main(["graph", "examples/dag", "-o", str(tmp_path / "b.gv"), "--format", "mermaid"]) == 0
    assert (tmp_path / "b.gv").read_text(encoding="utf-8").startswith("flowchart")


def test_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("workflow/dice-", "dice-", "Workflow/Dice-"):
        assert main(["graph", "examples", "--object", name]) == 0
        out = capsys.readouterr().out
        assert "%% Workflow dice-" in out
        assert "diamond" not in out


def test_another_entrypoint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "examples/library", "--entrypoint", "number"]) == 0
    out = capsys.readouterr().out
    assert "number" in out
    assert "throw" not in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["examples", "--object", "workflow/dize-"], "did you mean `workflow/dice-`?"),
        (["examples/library", "--entrypoint", "thrwo"], "did you mean `throw`?"),
        (["no-such-folder"], "no such file or folder"),
        (["pyproject.toml"], "nothing"),
    ],
)
def test_what_is_not_there(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_mistakes_do_not_stand_in_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "examples/mistakes"]) == 0
    assert "1 finding" in capsys.readouterr().out
