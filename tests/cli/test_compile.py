"""`argolint compile` and `argolint show`: arguments, streams and statuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD, GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

WITH_PARAMETER = GOOD.replace("  templates:", "  arguments: {parameters: [{name: tag}]}\n  templates:").replace(
    "hello]", "'{{workflow.parameters.tag}}']"
)


@pytest.fixture
def manifest(folder: Path) -> Path:
    path = folder / "a.yaml"
    path.write_text(WITH_PARAMETER, encoding="utf-8")
    return path


def test_writes_to_standard_output(argolint: Callable[..., Outcome], manifest: Path) -> None:
    done = argolint("compile", manifest.name)
    assert (done.status, done.err) == (0, "")
    assert [at["action"] for at in json.loads(done.out)["operations"]] == ["submit"]


def test_the_command_line_wins_over_the_parameter_file(
    argolint: Callable[..., Outcome], manifest: Path, folder: Path
) -> None:
    (folder / "values").write_text("tag: 1.0\n", encoding="utf-8")
    plan = json.loads(argolint("compile", "a.yaml", "--parameter-file", "values").out)
    assert plan["program"][0]["parameters"] == [{"name": "tag", "value": "1"}]
    plan = json.loads(argolint("compile", "a.yaml", "--parameter-file", "values", "-p", "tag=a=b").out)
    assert plan["program"][0]["parameters"] == [{"name": "tag", "value": "a=b"}]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("a.yaml", "-p", "tga=1"), "did you mean `tag`?"),
        (("a.yaml", "-p", "tag"), "NAME=VALUE"),
        (("a.yaml", "--parameter-file", "none"), "cannot be read"),
        (("a.yaml", "--parameter-file", "a.yaml"), "is no text"),
        (("a.yaml", "--argo-version", "3.7,4.1"), "several versions"),
        (("a.yaml", "-o", "none/plan.json"), "cannot be written"),
        (("none.yaml",), "no such file"),
    ],
)
def test_wrong_usage(argolint: Callable[..., Outcome], manifest: Path, arguments: tuple[str, ...], part: str) -> None:
    done = argolint("compile", *arguments)
    assert (done.status, done.out) == (2, "")
    assert part in done.err


def test_errors_are_told_and_nothing_is_written(argolint: Callable[..., Outcome], folder: Path) -> None:
    (folder / "a.yaml").write_text(BAD, encoding="utf-8")
    done = argolint("compile", "a.yaml", "-o", "plan.json")
    assert done.status == 1
    assert "unknown-field" in done.out
    assert not (folder / "plan.json").exists()


def test_shows_a_plan(argolint: Callable[..., Outcome], manifest: Path) -> None:
    assert argolint("compile", "a.yaml", "-o", "plan.json").status == 0
    done = argolint("show", "plan.json")
    assert done.status == 0
    assert "submit Workflow hello" in done.out
    assert "\x1b[" not in done.out
    assert "\x1b[" in argolint("show", "plan.json", "--color", "always").out
    assert argolint("show", "a.yaml").status == 2
    assert argolint("show", "none.json").status == 2


def test_the_configuration_counts_as_it_does_for_check(argolint: Callable[..., Outcome], folder: Path) -> None:
    manifest = """\
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: nightly}
spec:
  schedule: "0 3 * * *"
  workflowSpec:
    entrypoint: main
    templates:
      - name: main
        steps:
          - - name: one
              templateRef: {name: elsewhere, template: work}
            - name: two
              template: nowhere  # argolint: ignore[unknown-template] it comes later
"""
    (folder / "a.yaml").write_text(manifest)
    assert argolint("compile", "a.yaml", "-o", "plan.json").status == 1
    (folder / "argolint.toml").write_text('argo-version = "3.5"\nexternal = ["elsewhere"]\n')
    assert argolint("compile", "a.yaml", "-o", "plan.json").status == 0
    assert '"argoVersion": "3.5"' in (folder / "plan.json").read_text()
    assert argolint("compile", "a.yaml", "--isolated", "-o", "other.json").status == 1


LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec: {templates: [{name: work, container: {image: "busybox:1.37", command: [date]}}]}
"""
CALLER = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: run-}
spec:
  entrypoint: main
  templates: [{name: main, steps: [[{name: a, templateRef: {name: lib, template: work}}]]}]
"""
SCHEDULED = """\
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {name: daily}
spec:
  schedules: ["0 1 * * *"]
  workflowSpec:
    entrypoint: main
    arguments: {parameters: [{name: when, value: now}]}
    templates: [{name: main, container: {image: "busybox:1.37", command: [date, "{{workflow.parameters.when}}"]}}]
"""


def test_what_is_read_elsewhere_is_an_input_and_not_applied(argolint: Callable[..., Outcome], folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / "lib").mkdir()
    (folder / "lib" / "lib.yaml").write_text(LIBRARY, encoding="utf-8")
    (folder / "run.yaml").write_text(CALLER, encoding="utf-8")
    done = argolint("compile", "run.yaml")
    plan = json.loads(done.out)
    assert [at["file"] for at in plan["inputs"]] == ["run.yaml", "lib/lib.yaml"]
    assert [at["object"]["kind"] for at in plan["operations"]] == ["Workflow"]
    assert done.err.splitlines()[0] == (
        "warning: WorkflowTemplate `lib` is needed, and its file `lib/lib.yaml` is not among those named: "
        "it is read, and not applied"
    )
    assert argolint("compile", "run.yaml", "lib").err == ""
    done = argolint("plan", "run.yaml", "--against", "lib")
    assert (done.status, "is not among those named" in done.err) == (0, True)
    assert argolint("compile", "run.yaml", "-o", "plan.json").status == 0
    (folder / "lib" / "lib.yaml").write_text(LIBRARY.replace("1.37", "1.38"), encoding="utf-8")
    done = argolint("plan", "plan.json", "--kubeconfig", "none")
    assert (done.status, "`lib/lib.yaml` has changed since the plan was made" in done.err) == (2, True)


def test_reads_standard_input(process: Callable[..., Outcome], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    done = process("compile", "-", "-p", "tag=v2", stdin=WITH_PARAMETER.encode())
    plan = json.loads(done.out)
    assert (done.status, done.err, plan["inputs"]) == (0, "", [])
    assert plan["operations"][0]["source"]["file"] == "<stdin>"
    assert plan["program"][0]["parameters"] == [{"name": "tag", "value": "v2"}]
    (folder / "a.yaml").write_text(WITH_PARAMETER, encoding="utf-8")
    done = process("plan", "-", "--against", "a.yaml", "-p", "tag=v2", stdin=WITH_PARAMETER.encode())
    assert done.status == 0, done.err
    done = process("compile", "-", stdin=BAD.encode())
    assert (done.status, done.out.startswith("<stdin>:10:9: error[unknown-field]:")) == (1, True)
    done = process("compile", "-", stdin=b"")
    assert (done.status, "nothing to compile" in done.err) == (2, True)


def test_a_parameter_of_a_schedule_is_not_for_the_command_line(argolint: Callable[..., Outcome], folder: Path) -> None:
    (folder / "a.yaml").write_text(SCHEDULED, encoding="utf-8")
    done = argolint("compile", "a.yaml", "-p", "when=later")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("error: parameter `when` is one of CronWorkflow `daily`, and -p gives values to Work")
    (folder / "b.yaml").write_text(WITH_PARAMETER.replace("tag", "when"), encoding="utf-8")
    plan = json.loads(argolint("compile", "a.yaml", "b.yaml", "-p", "when=later").out)
    assert [at["parameters"][0]["value"] for at in plan["program"]] == ["now", "later"]


@pytest.mark.parametrize("command", ["compile", "graph", "rbac"])
def test_of_several_versions_the_first_is_meant_and_told(
    argolint: Callable[..., Outcome], folder: Path, command: str
) -> None:
    (folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "argolint.toml").write_text('argo-version = ["3.6", "3.7"]\n', encoding="utf-8")
    done = argolint(command, "a.yaml")
    assert done.status == 0
    assert done.err == (
        "note: the configuration names Argo 3.6, 3.7: this is for 3.6\nhelp: name one with `--argo-version`\n"
    )
    assert argolint(command, "a.yaml", "--argo-version", "3.7").err == ""
