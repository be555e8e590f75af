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
