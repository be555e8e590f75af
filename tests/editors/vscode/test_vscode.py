"""VS Code itself: a second extension asks ours from within, and writes down what it got."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tests.editors.snippets import CHECKOUT, program
from tests.editors.vscode.workbench import NEEDED, packed, served, shown, write_workspace
from tests.editors.vscode.workspace import FILES

TESTER = Path(__file__).parent / "tester"
PYTHON = Path(__file__).parent / "python"
TOML = Path(__file__).parent / "toml"
pytestmark = NEEDED


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the tester saw, by question."""
    scratch = tmp_path_factory.mktemp("vscode")
    folder = scratch / "ws"
    write_workspace(folder, FILES)
    answers = scratch / "verdict.json"
    others = [packed(each, scratch) for each in (TESTER, PYTHON, TOML)]
    chosen = program(scratch / "python").with_name("python")
    known = {"ARGOLINT_VERDICT": str(answers), "ARGOLINT_PYTHON": str(chosen)}
    with served(scratch, *others, **known) as address, shown(address, folder) as page:
        end = time.monotonic() + 300
        while not answers.exists() and time.monotonic() < end:
            page.wait_for_timeout(200)
    assert answers.exists(), (scratch / "code-server.log").read_text(encoding="utf-8", errors="replace")[-4000:]
    found: dict[str, Any] = json.loads(answers.read_text(encoding="utf-8"))
    return found


def test_nothing_went_wrong(verdict: dict[str, Any]) -> None:
    assert verdict["wrong"] == {}


def test_a_document_of_argo_starts_the_program_of_the_workspace(verdict: dict[str, Any]) -> None:
    assert verdict["others"] == "idle"
    assert verdict["state"]["kind"] == "running"
    assert verdict["state"]["command"].endswith("/ws/.venv/bin/argolint")
    assert verdict["state"]["origin"] == ".venv of the workspace"


def test_findings_come_soon(verdict: dict[str, Any]) -> None:
    """In milliseconds: the first with the start of the server, later ones with the 50 that the editor waits to tell."""
    assert verdict["first"] < 20_000
    assert verdict["typing"] < 1_000


def test_findings(verdict: dict[str, Any]) -> None:
    assert verdict["diagnostics"] == [
        {
            "code": "unknown-template",
            "target": 'command:argolint.explain?["unknown-template"]',
            "message": "Workflow `release-` has no template `chekc`\nhelp: did you mean `check`?",
            "text": "chekc",
            "severity": 0,
            "related": [],
        }
    ]
    assert verdict["explain"] == "Preview unknown-template.md"


def test_what_is_asked_about_a_place(verdict: dict[str, Any]) -> None:
    assert verdict["hover"].startswith("**template `build`**")
    assert "| target | parameter | required |" in verdict["hover"]
    assert "workflow.parameters.env" in verdict["completion"]["variable"]
    assert verdict["completion"]["template"] == ["build", "publish"]
    assert verdict["definition"] == ["lib.yaml:7"]
    assert verdict["hints"] == {"before": 0, "after": 3}


def test_what_is_changed(verdict: dict[str, Any]) -> None:
    assert verdict["actions"] == {
        "titles": ["write `check`", "Ignore unknown-template here with a comment"],
        "chosen": "write `check`",
    }
    assert verdict["fixAll"] == ["wrong-type"]
    assert verdict["rename"] == {"flow.yaml": 1, "lib.yaml": 1}
    assert verdict["refused"] == "there is no name here that argolint knows"


def test_every_command_that_is_named_exists(verdict: dict[str, Any]) -> None:
    assert verdict["lenses"] == {"shown": ["2 users", "graph", "1 caller", "1 caller"], "unknown": []}
    assert verdict["commands"] == []


def test_what_is_shown_beside_a_file(verdict: dict[str, Any]) -> None:
    assert verdict["graph"] == "Graph: flow.yaml"
    views = verdict["views"]
    assert {name: view["language"] for name, view in views.items()} == {
        "showRole": "yaml",
        "showBundle": "yaml",
        "showPlan": "plaintext",
    }
    assert "kind: Role\n" in views["showRole"]["text"]
    assert "compile" in views["showBundle"]["text"]
    assert "Workflow release-" in views["showPlan"]["text"]


def test_nothing_is_shown_beside_a_file_with_errors(verdict: dict[str, Any]) -> None:
    assert verdict["errors"] == ["file"]


def test_a_server_that_dies_is_followed_by_another(verdict: dict[str, Any]) -> None:
    assert verdict["crash"] == "running"


def test_the_environment_of_the_python_extension_is_looked_into(verdict: dict[str, Any]) -> None:
    assert verdict["python"] == {
        "kind": "running",
        "origin": "the environment of the Python extension",
        "again": ".venv of the workspace",
    }


def test_the_schema_of_the_configuration_is_the_one_that_is_printed(verdict: dict[str, Any]) -> None:
    printed = json.loads((CHECKOUT / "schemas" / "config.json").read_text(encoding="utf-8"))
    assert verdict["toml"]["pattern"] == r"^.*/argolint\.toml$"
    assert verdict["toml"]["schema"] == printed, "build it anew: python -m tests.editors.vscode.build"


def test_a_finding_that_another_extension_has_is_told_once(verdict: dict[str, Any]) -> None:
    assert verdict["doubled"] is True


def test_settings_count_at_once_and_wrong_ones_are_told(verdict: dict[str, Any]) -> None:
    assert verdict["settings"] is True
    assert "9.9" in verdict["wrongSetting"]
    assert verdict["missing"] == "argolint.path is /gone/argolint, and that is no program"
