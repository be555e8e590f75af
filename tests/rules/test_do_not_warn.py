"""What users complained of as false alarms stays silent."""

from __future__ import annotations

import pytest

from tests.rules.support import diagnostics, workflow

ECHO = """\
- name: echo
  inputs: {parameters: [{name: text}]}
  container: {image: "busybox:1.37", command: [echo], args: ["{{inputs.parameters.text}}"]}
"""

SERVER_LABELS = """\
- name: main
  container:
    image: busybox:1.37
    command: [echo]
    args:
    - "{{workflow.labels.workflows.argoproj.io/workflow-template}}"
    - "{{workflow.labels.workflows.argoproj.io/creator}}"
"""
NO_VALUE_IN_TEMPLATE = "arguments: {parameters: [{name: text}]}\n"
TWO_VARIABLE_PATHS = """\
- name: main
  inputs: {parameters: [{name: a, value: /a}, {name: b, value: /b}]}
  container:
    image: busybox:1.37
    command: [ls]
    volumeMounts:
    - {name: one, mountPath: "{{inputs.parameters.a}}"}
    - {name: two, mountPath: "{{inputs.parameters.b}}"}
"""
TWO_UNKNOWN_PATHS = """\
- name: main
  steps: [[{name: a, template: two, arguments: {parameters: [{name: a, value: /a}, {name: b, value: /b}]}}]]
- name: two
  inputs: {parameters: [{name: a}, {name: b}]}
  container:
    image: busybox:1.37
    command: [ls]
    volumeMounts:
    - {name: one, mountPath: "{{inputs.parameters.a}}"}
    - {name: two, mountPath: "{{inputs.parameters.b}}"}
"""
VARIABLE_DEPENDENCY = """\
- name: main
  steps: [[{name: run, template: inner, arguments: {parameters: [{name: first, value: a}]}}]]
- name: inner
  inputs: {parameters: [{name: first}]}
  dag:
    tasks:
    - {name: a, template: work}
    - {name: b, template: work, dependencies: ["{{inputs.parameters.first}}"]}
- name: work
  container: {image: "busybox:1.37", command: [ls]}
"""
TASKS_NAMED_LIKE_FUNCTIONS = """\
- name: main
  dag:
    tasks:
    - {name: split, template: work}
    - {name: map, template: work, depends: split}
    - {name: filter, template: work, depends: split.Succeeded && map.Succeeded}
- name: work
  container: {image: "busybox:1.37", command: [ls]}
"""
VARIABLE_REFERENCE = """\
- name: main
  inputs: {parameters: [{name: which, value: x}]}
  steps: [[{name: run, templateRef: {name: "{{item}}", template: work}, withItems: [a, b]}]]
"""
VOLUMES = "volumes: [{name: one, emptyDir: {}}, {name: two, emptyDir: {}}]\n"


@pytest.mark.parametrize(
    "text",
    [
        workflow(SERVER_LABELS),
        workflow(ECHO.replace("echo\n", "main\n", 1), NO_VALUE_IN_TEMPLATE, kind="WorkflowTemplate"),
        workflow(TWO_VARIABLE_PATHS, VOLUMES),
        workflow(TWO_UNKNOWN_PATHS, VOLUMES),
        workflow(VARIABLE_DEPENDENCY),
        workflow(TASKS_NAMED_LIKE_FUNCTIONS),
        workflow(VARIABLE_REFERENCE),
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cd}\nspec: {project: default}\n",
    ],
    ids=[
        "labels set by the server", "no value in a template", "two variable paths", "two unknown paths",
        "variable dependency", "tasks named like functions", "variable reference", "kinds of Argo CD",
    ],
)  # fmt: skip
def test_stays_silent(text: str) -> None:
    assert [str(found) for found in diagnostics(text) if found.severity != "info"] == []
