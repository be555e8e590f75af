"""Manifests in config maps are checked where they stand."""

from __future__ import annotations

import pytest

from argolint.project.session import Settings, check_sources
from argolint.source import SourceFile

FLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: a-
spec:
  entrypoint: main
  templates:
    - name: main
      container:
        image: busybox:1.37
        command: [echo, hello]
"""


def config_map(key: str, text: str, style: str = "|") -> str:
    indented = "".join(f"    {line}" for line in text.splitlines(keepends=True))
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flows\ndata:\n  {key}: {style}\n{indented}"


def told(*texts: str) -> list[str]:
    report = check_sources([SourceFile(f"{at}.yaml", text) for at, text in enumerate(texts)], Settings())
    return [f"{one.file}:{one.line}:{one.column} {one.rule}" for one in report.diagnostics]


def test_a_good_manifest_is_clean_and_counted() -> None:
    report = check_sources([SourceFile("a.yaml", config_map("flow.yaml", FLOW))], Settings())
    assert report.diagnostics == ()
    assert [(item.name, item.line) for item in report.objects] == [("a-", 10)]


@pytest.mark.parametrize("style", ["|", "|-", "|+"])
def test_a_mistake_stands_on_its_line(style: str) -> None:
    wrong = FLOW.replace("entrypoint: main", "entrypoint: mein")
    assert told(config_map("flow.yaml", wrong, style)) == ["0.yaml:12:19 unknown-entrypoint"]


def test_two_manifests_in_one_text() -> None:
    wrong = FLOW.replace("entrypoint: main", "entrypoint: mein")
    assert told(config_map("flow.yaml", f"{wrong}---\n{wrong}")) == [
        "0.yaml:12:19 unknown-entrypoint",
        "0.yaml:24:19 unknown-entrypoint",
    ]


def test_a_label_leads_home_too() -> None:
    library = FLOW.replace("kind: Workflow", "kind: WorkflowTemplate").replace("generateName: a-", "name: lib")
    user = FLOW.replace("container:\n        image: busybox:1.37\n        command: [echo, hello]", "").replace(
        "    - name: main\n",
        "    - name: main\n      steps:\n        - - name: x\n"
        "            templateRef: {name: lib, template: nowhere}\n",
    )
    report = check_sources(
        [SourceFile("lib.yaml", config_map("lib.yaml", library)), SourceFile("user.yaml", user)], Settings()
    )
    (found,) = report.diagnostics
    assert found.rule == "unknown-template-ref"
    assert [(label.file, label.line) for label in found.labels] == [("lib.yaml", 10)]


def test_the_defaults_of_a_controller() -> None:
    defaults = "spec:\n  ttlStrategy:\n    secondsAfterSucess: 5\n  parallelism: 3\n"
    assert told(config_map("workflowDefaults", defaults)) == ["0.yaml:9:9 unknown-field"]


@pytest.mark.parametrize(
    "text",
    [
        "hello\nargoproj.io/ is a group\n",
        "a: [\nargoproj.io/v1alpha1\n",
        FLOW.replace("name: main", "name: {{ .Values.x }}"),
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert told(config_map("text", text)) == []
