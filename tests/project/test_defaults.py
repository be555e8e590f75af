"""What the controller puts under every workflow counts as written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.project.configuration.effective import Configurations
from argolint.project.errors import UsageError
from argolint.project.outcome import DefaultsFile, Settings
from argolint.project.session import check_sources
from argolint.source import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

    from argolint.project.outcome import Report

DEFAULTS = """\
metadata:
  labels:
    team: build
spec:
  entrypoint: main
  onExit: tell
  serviceAccountName: builder
  arguments:
    parameters:
    - name: town
      value: Bern
  volumes:
  - name: work
    emptyDir: {}
  hooks:
    running:
      expression: workflow.status == "Running"
      template: tell
  templates:
  - name: tell
    container:
      image: busybox:1.36
      command: [echo, done]
"""

FLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: a-
  labels: {own: "1"}
spec:
  templates:
  - name: main
    container:
      image: busybox:1.36
      command: [echo, "{{workflow.parameters.town}} {{workflow.labels.team}}"]
      volumeMounts:
      - {name: work, mountPath: /work}
"""


def config_map(key: str, text: str) -> str:
    indented = "".join(f"    {line}" for line in text.splitlines(keepends=True))
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: controller\ndata:\n  {key}: |\n{indented}"


def check(text: str, defaults: str | None = DEFAULTS, **settings: object) -> Report:
    given = DefaultsFile("defaults.yaml", defaults) if defaults is not None else None
    return check_sources([SourceFile("a.yaml", text)], Settings(workflow_defaults=given, **settings))  # type: ignore[arg-type]


def told(text: str, defaults: str | None = DEFAULTS, **settings: object) -> list[str]:
    return [f"{at.line}:{at.column} {at.rule}" for at in check(text, defaults, **settings).diagnostics]


def test_what_is_missing_without_defaults_is_there_with_them() -> None:
    assert [at.split()[1] for at in told(FLOW, None)] == [
        "missing-entrypoint",
        "unknown-variable",
        "unknown-variable",
        "undefined-volume",
    ]
    assert told(FLOW) == []


@pytest.mark.parametrize(
    "text",
    [
        config_map("workflowDefaults", DEFAULTS),
        config_map("config", "workflowDefaults:\n" + "".join(f"  {line}\n" for line in DEFAULTS.splitlines())),
        "workflowDefaults:\n" + "".join(f"  {line}\n" for line in DEFAULTS.splitlines()),
        "controller:\n  workflowDefaults:\n" + "".join(f"    {line}\n" for line in DEFAULTS.splitlines()),
        "kind: Namespace\n---\n" + config_map("workflowDefaults", DEFAULTS),
    ],
)
def test_where_defaults_stand(text: str) -> None:
    assert told(FLOW, text) == []


def test_what_is_wrong_in_the_defaults_is_not_told_of_each_workflow() -> None:
    wrong = DEFAULTS.replace("template: tell", "template: tall").replace("image: busybox:1.36", "image: busybox")
    assert told(FLOW, wrong, profile="strict") == told(FLOW, profile="strict")


def test_own_mistakes_stay_where_they_are() -> None:
    flow = FLOW.replace("workflow.parameters.town", "workflow.parameters.twon") + "  serviceAcountName: x\n"
    report = check(flow)
    assert [(at.rule, at.line, at.column, at.source.text == flow) for at in report.diagnostics] == [
        ("unknown-variable", 11, 26, True),
        ("unknown-field", 14, 3, True),
    ]
    (fix,) = [at.fix for at in report.diagnostics if at.fix is not None and at.rule == "unknown-field"]
    assert [(edit.source.text == flow, flow[slice(*edit.span)], edit.text) for edit in fix.edits] == [
        (True, "serviceAcountName", "serviceAccountName")
    ]
    assert [(item.line, item.name) for item in report.objects] == [(4, "a-")]


def test_comments_hide_as_before() -> None:
    flow = FLOW.replace(
        "  generateName: a-", "  generateName: a-\n  annotations: {argolint/ignore: untagged-image}"
    ).replace("busybox:1.36", "busybox:latest  # argolint: ignore[image-latest] it is so")
    assert told(flow, profile="strict") == told(flow, DEFAULTS + "# argolint: ignore[all] no\n", profile="strict")
    assert not any(at.endswith((" image-latest", " untagged-image")) for at in told(flow, profile="strict"))


def test_a_damaged_spec_keeps_what_follows_quiet() -> None:
    flow = FLOW.replace("  templates:\n", "  entrypont: main\n  templates:\n")
    assert told(flow, "spec: {serviceAccountName: x, volumes: [{name: work, emptyDir: {}}]}") == [
        "7:3 unknown-field",
        "12:55 unknown-variable",
    ]


def test_lists_are_joined_by_name() -> None:
    flow = FLOW.replace(
        "  templates:\n",
        """\
  arguments:
    parameters:
    - {name: town}
  templates:
  - name: tell
    script:
      source: echo
""",
    )
    assert told(flow) == ["12:5 template-type"]


def test_empty_is_as_good_as_absent() -> None:
    flow = FLOW.replace("  templates:\n", '  entrypoint: ""\n  onExit: null\n  volumes: []\n  templates:\n')
    assert told(flow) == []
    assert told(FLOW.replace("  templates:\n", "  entrypoint: nowhere\n  templates:\n")) == ["7:15 unknown-entrypoint"]


def test_hooks_are_added_by_name_and_not_joined() -> None:
    flow = FLOW.replace("  templates:\n", "  hooks:\n    running:\n      template: tell\n  templates:\n")
    assert told(flow) == ["8:5 hook-needs-expression"]


def test_a_template_that_only_defaults_use_is_used() -> None:
    flow = FLOW + "  - name: clean\n    suspend: {}\n"
    assert told(flow) == ["14:11 unused-template"]
    assert told(flow, DEFAULTS.replace("onExit: tell", "onExit: clean")) == []


CRON = """\
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["0 1 * * *"]
  workflowSpec:
    entrypoint: main
    templates:
    - name: main
      container:
        image: busybox:1.36
        volumeMounts:
        - {name: work, mountPath: /work}
"""


def test_what_a_cron_workflow_starts() -> None:
    assert told(CRON) == []
    assert told(CRON, None) == ["14:18 undefined-volume"]


def test_a_cron_workflow_is_looked_at_before_anything_is_put_in() -> None:
    assert told(CRON.replace("    entrypoint: main\n", "")) == ["7:3 missing-entrypoint"]
    assert told(CRON.replace("image: b", "args: ['{{workflow.parameters.town}}']\n        image: b")) == [
        "12:19 unknown-variable"
    ]


def test_templates_are_no_runs() -> None:
    library = FLOW.replace("kind: Workflow", "kind: WorkflowTemplate").replace("generateName", "name")
    assert told(library, profile="strict") == told(library, None, profile="strict")


REFERENCE = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: run-
spec:
  workflowTemplateRef: {name: lib}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: lib
spec:
  entrypoint: main
  templates:
  - name: main
    container:
      image: busybox:1.36
      volumeMounts:
      - {name: work, mountPath: /work}
"""


def test_a_referenced_template_comes_before_the_defaults() -> None:
    assert told(REFERENCE, None) == ["6:31 template-ref-needs-volume", "19:16 volume-left-to-caller"]
    assert told(REFERENCE, DEFAULTS.replace("entrypoint: main", "entrypoint: nowhere")) == [
        "19:16 volume-left-to-caller"
    ]
    assert told(REFERENCE.replace("  entrypoint: main\n", "")) == ["5:1 missing-entrypoint"]


def test_a_workflow_in_a_config_map() -> None:
    assert told(config_map("flow.yaml", FLOW)) == []
    wrong = config_map("flow.yaml", FLOW.replace("parameters.town", "parameters.twon"))
    assert told(wrong) == ["17:30 unknown-variable"]


def test_a_workflow_in_json() -> None:
    head = '{"kind": "Workflow", "apiVersion": "argoproj.io/v1alpha1", "metadata": {"generateName": "a-"}, '
    flow = head + '"spec": {"templates": [{"name": "main", "suspend": {}}]}}'
    assert told(flow) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("spec: [", "the workflow defaults `defaults.yaml` cannot be read: line 1 is no YAML"),
        ("kind: ConfigMap\ndata: {x: y}", "`defaults.yaml` holds no workflow defaults"),
        ("", "`defaults.yaml` holds no workflow defaults"),
        (FLOW, "`defaults.yaml` holds no workflow defaults"),
    ],
)
def test_a_file_without_defaults(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        told(FLOW, text)
    assert caught.value.message == message


def test_a_configuration_is_not_in_order_with_broken_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "argolint.toml").write_text('workflow-defaults = "defaults.yaml"\n')
    (tmp_path / "defaults.yaml").write_text("spec: [")
    with pytest.raises(UsageError, match="line 1 is no YAML"):
        Configurations({}).settings("a.yaml")
    assert Configurations({}, puts_off=True).settings("a.yaml").workflow_defaults is not None
