"""`workflow-defaults`, as each command reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.project.test_defaults import CRON, DEFAULTS, FLOW, config_map

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

TOLD = (
    DEFAULTS
    + """\
  - name: write
    resource:
      action: create
      manifest: |
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: log}
"""
)


@pytest.fixture(autouse=True)
def workspace(folder: Path) -> Path:
    """A workflow that is whole only with what the controller puts under it, and a configuration that names that."""
    (folder / "ci").mkdir()
    (folder / "ci/flow.yaml").write_text(FLOW)
    (folder / "defaults.yaml").write_text(TOLD.replace("onExit: tell", "onExit: write"))
    (folder / "argolint.toml").write_text('workflow-defaults = "defaults.yaml"\n')
    return folder


@pytest.mark.parametrize("more", [(), ("--no-cache",), ("--jobs", "2")])
def test_the_configuration_names_a_file_beside_it(
    argolint: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    (workspace / "ci/other.yaml").write_text(FLOW)
    monkeypatch.chdir(workspace / "ci")
    for _ in range(2):
        assert argolint("check", *more) == (0, "All good: 2 objects in 2 files.\n", "")


def test_the_command_line_names_one(argolint: Run, workspace: Path) -> None:
    (workspace / "argolint.toml").unlink()
    assert argolint("check", "ci").status == 1
    assert argolint("check", "ci", "--workflow-defaults", "defaults.yaml").status == 0


def test_standard_input_has_defaults_too(process: Run) -> None:
    assert process("check", "-", stdin=FLOW.encode()).status == 0


def test_files_can_have_defaults_of_their_own(argolint: Run, workspace: Path) -> None:
    (workspace / "argolint.toml").write_text('[per-file."ci/"]\nworkflow-defaults = "defaults.yaml"\n')
    (workspace / "flow.yaml").write_text(FLOW)
    assert {line.partition(":")[0] for line in argolint("check", "--format", "concise").out.splitlines()[:-1]} == {
        "flow.yaml"
    }


def test_config_tells_which_file_it_is(argolint: Run) -> None:
    found = json.loads(argolint("config", "ci/flow.yaml", "--format", "json").out)["settings"]["workflow-defaults"]
    assert found == {"value": "defaults.yaml", "from": [{"file": "argolint.toml", "line": 1, "column": 1}]}


@pytest.mark.parametrize("command", ["check", "rbac", "compile", "graph"])
def test_a_file_that_is_not_there(argolint: Run, workspace: Path, command: str) -> None:
    (workspace / "argolint.toml").write_text('\nworkflow-defaults = "gone.yaml"\n')
    outcome = argolint(command, "ci")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        "error: argolint.toml:2: the workflow defaults `gone.yaml`: the path cannot be read: no such file or directory",
        "help: check how it is written",
    ]


@pytest.mark.parametrize("more", [(), ("--jobs", "2")])
def test_a_file_without_defaults(argolint: Run, workspace: Path, more: tuple[str, ...]) -> None:
    (workspace / "defaults.yaml").write_text("kind: ConfigMap\n")
    (workspace / "ci/other.yaml").write_text(FLOW)
    for _ in range(2):
        outcome = argolint("check", "ci", *more)
        assert (outcome.status, outcome.out) == (2, "")
        assert outcome.err.splitlines()[0] == "error: `defaults.yaml` holds no workflow defaults"


@pytest.mark.parametrize("text", [DEFAULTS, config_map("workflowDefaults", DEFAULTS)])
def test_what_is_wrong_in_them_is_told_where_they_stand(argolint: Run, workspace: Path, text: str) -> None:
    (workspace / "defaults.yaml").write_text(text.replace("onExit: tell", "onExitt: tell"))
    line, column = (6, 3) if text is DEFAULTS else (12, 7)
    lines = argolint("check", "--format", "concise").out.splitlines()
    assert [at.split(": ")[:2] for at in lines[:-1]] == [[f"defaults.yaml:{line}:{column}", "error[unknown-field]"]]


def test_fixes_change_nothing_but_the_file_itself(argolint: Run, workspace: Path) -> None:
    (workspace / "ci/flow.yaml").write_text(FLOW + "  serviceAcountName: own\n")
    before = (workspace / "defaults.yaml").read_text()
    assert argolint("check", "--fix", "--unsafe-fixes").status == 0
    assert (workspace / "ci/flow.yaml").read_text() == FLOW + "  serviceAccountName: own\n"
    assert (workspace / "defaults.yaml").read_text() == before


def test_comments_can_be_written(argolint: Run, workspace: Path) -> None:
    (workspace / "ci/flow.yaml").write_text(FLOW.replace("parameters.town", "parameters.twon"))
    assert argolint("check", "--add-ignores", "--reason", "later").status == 0
    assert argolint("check").status == 0
    assert "# argolint: ignore[unknown-variable] later" in (workspace / "ci/flow.yaml").read_text()


def test_rights_are_those_of_the_account_that_they_name(argolint: Run) -> None:
    outcome = argolint("rbac", "ci")
    assert outcome.status == 0
    assert "kind: ServiceAccount\nmetadata:\n  name: builder\n" in outcome.out
    assert "  # defaults.yaml:26 template `write`: create\n" in outcome.out
    assert "  # ci/flow.yaml:9 template `main`: hands in results, as every pod does\n" in outcome.out


def test_the_account_of_a_referenced_template_comes_first(argolint: Run, workspace: Path) -> None:
    library = FLOW.replace("kind: Workflow", "kind: WorkflowTemplate").replace("generateName: a-", "name: lib")
    library = library.replace("spec:\n", "spec:\n  entrypoint: main\n")
    run = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: run-}\nspec:\n"
    run += "  workflowTemplateRef: {name: lib}\n  arguments: {parameters: [{name: town, value: Bern}]}\n"
    (workspace / "ci/flow.yaml").write_text(f"{library}---\n{run}")
    assert "kind: ServiceAccount\nmetadata:\n  name: builder\n" in argolint("rbac", "ci").out
    library = library.replace("spec:\n", "spec:\n  serviceAccountName: own\n")
    (workspace / "ci/flow.yaml").write_text(f"{library}---\n{run}")
    assert "name: builder\n" not in argolint("rbac", "ci").out
    assert "kind: ServiceAccount\nmetadata:\n  name: own\n" in argolint("rbac", "ci").out


def test_a_plan_knows_them_and_leaves_them_to_the_controller(argolint: Run, workspace: Path) -> None:
    (workspace / "ci/nightly.yaml").write_text(CRON)
    plan = json.loads(argolint("compile", "ci").out)
    run = next(at for at in plan["program"] if at["object"]["kind"] == "Workflow")
    assert [(at["kind"], at["template"]["source"]["file"]) for at in (run["root"], *run["handlers"])] == [
        ("entrypoint", "ci/flow.yaml"),
        ("onExit", "defaults.yaml"),
        ("hook", "defaults.yaml"),
    ]
    assert [(at["name"], at["value"]) for at in run["parameters"]] == [("town", "Bern")]
    submitted = next(at["object"] for at in plan["operations"] if at["object"]["kind"] == "Workflow")
    assert set(submitted["spec"]) == {"templates"}
    assert [at["file"] for at in plan["inputs"]] == ["ci/flow.yaml", "ci/nightly.yaml", "defaults.yaml"]


def test_a_parameter_of_theirs_takes_a_value(argolint: Run, workspace: Path) -> None:
    plan = json.loads(argolint("compile", "ci", "-p", "town=Basel").out)
    (submitted,) = [at["object"] for at in plan["operations"]]
    assert submitted["spec"]["arguments"] == {"parameters": [{"name": "town", "value": "Basel"}]}
    own = "  arguments:\n    parameters:\n    - name: town\n      description: where\n"
    (workspace / "ci/flow.yaml").write_text(FLOW + own)
    plan = json.loads(argolint("compile", "ci", "-p", "town=Basel").out)
    (submitted,) = [at["object"] for at in plan["operations"]]
    (parameter,) = submitted["spec"]["arguments"]["parameters"]
    assert parameter == {"name": "town", "description": "where", "value": "Basel"}


def test_a_picture_shows_them(argolint: Run, workspace: Path) -> None:
    assert argolint("graph", "ci", "-o", "x.html").status == 0
    assert "defaults.yaml" in (workspace / "x.html").read_text()
