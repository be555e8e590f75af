"""Conditions `when`: what is told of them, and what is left alone."""

from __future__ import annotations

import pytest

from tests.rules.support import diagnostics, rules

TOLD = {
    "when-syntax", "when-unquoted-literal", "when-unquoted-variable", "constant-condition", "cron-when-variable",
}  # fmt: skip


def step(when: str, loop: str = "") -> str:
    """A step with a `when`."""
    return f"""\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{generateName: test-}}
spec:
  entrypoint: main
  arguments:
    parameters:
      - {{name: stage, value: dev, enum: [dev, pre-prod]}}
      - {{name: count, value: "3"}}
      - {{name: empty, value: ""}}
  templates:
    - name: main
      steps:
        - - name: make
            template: work
        - - name: use
            template: work
            when: >-
              {when}
{loop}    - name: work
      script: {{image: "busybox:1.37", command: [sh], source: echo yes}}
"""


@pytest.mark.parametrize(
    ("when", "rule"),
    [
        ("{{steps.make.outputs.result}} = yes", "when-syntax"),
        ("{{steps.make.outputs.result}} ==", "when-syntax"),
        ("a b == c", "when-syntax"),
        ("not {{steps.make.outputs.result}}", "when-syntax"),
        ("{{steps.make.outputs.result}} in (yes)", "when-syntax"),
        ("'{{steps.make.outputs.result}}' =~ '('", "when-syntax"),
        ("yes", "when-syntax"),
        ("{{steps.make.outputs.result}} == hot-fix", "when-unquoted-literal"),
        ("{{steps.make.outputs.result}} == 1.20.3", "when-unquoted-literal"),
        ("{{steps.make.outputs.result}} == v1.2", "when-unquoted-literal"),
        ("{{steps.make.outputs.result}} == refs/heads/main", "when-unquoted-literal"),
        ("{{steps.make.outputs.result}} == https://a.example/b", "when-unquoted-literal"),
        ("{{steps.make.outputs.result}} == kim@a.example", "when-unquoted-literal"),
        ("{{steps.make.outputs.result}} == 10m", "when-unquoted-literal"),
        ("{{steps.make.outputs.result}}-x == y", "when-unquoted-literal"),
        ("{{workflow.parameters.stage}} == dev", "when-unquoted-variable"),
        ("{{workflow.parameters.empty}} == dev", "when-unquoted-variable"),
        ("'{{steps.make.outputs.result}}' == true", "constant-condition"),
        ("1 == 2", "constant-condition"),
        ("{{=1 == 2}}", "constant-condition"),
    ],
)
def test_a_wrong_condition(when: str, rule: str) -> None:
    assert rules(step(when)) & TOLD == {rule}


@pytest.mark.parametrize(
    "when",
    [
        "{{steps.make.outputs.result}} == yes",
        "'{{steps.make.outputs.result}}' == 'hot-fix'",
        "{{steps.make.outputs.result}} != '1.20.3' && {{workflow.parameters.count}} > 2",
        "'{{workflow.parameters.stage}}' == 'dev'",
        "'{{workflow.parameters.empty}}' == ''",
        "{{workflow.parameters.count}} in (1, 2)",
        "{{=steps.make.outputs.result == 'a-b'}}",
        "{{=steps.make.outputs.result == 'a-b'}} || {{workflow.parameters.count}} == 3",
        "{{steps.{{workflow.parameters.stage}}.outputs.result}} == x",
        "{{ .Values.enabled }}",
        "true",
        "false",
    ],
)
def test_a_right_condition(when: str) -> None:
    assert not rules(step(when)) & TOLD


def test_items_of_the_loop_are_tried() -> None:
    assert "when-unquoted-variable" in rules(step("{{item}} == a", "            withItems: [a, b-c]\n"))
    assert not rules(step("{{item}} == a", "            withItems: [a, b]\n")) & TOLD


def test_every_text_without_quotes_is_told_at_its_place() -> None:
    when = "{{steps.make.outputs.result}} == a-b && {{steps.make.outputs.result}} == 1.2.3"
    found = [at for at in diagnostics(step(when)) if at.rule == "when-unquoted-literal"]
    assert [at.source.text[at.span.start : at.span.end] for at in found] == ["a-b", "1.2.3"]


def test_what_a_call_hands_over_is_tried() -> None:
    text = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: test-}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: go
            template: inner
            arguments: {parameters: [{name: stage, value: pre-prod}]}
    - name: inner
      inputs: {parameters: [{name: stage}]}
      steps:
        - - name: deploy
            template: work
            when: "{{inputs.parameters.stage}} == prod"
    - name: work
      container: {image: "busybox:1.37", command: [date]}
"""
    found = [at for at in diagnostics(text) if at.rule == "when-unquoted-variable"]
    assert [at.line for at in found] == [17]
    assert found[0].labels[0].line == 11


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("{{=cronworkflow.failed < 3}}", set()),
        ("'{{cronworkflow.name}}' == 'a'", set()),
        ("'{{cronworkflow.name}}' == a", {"when-unquoted-literal"}),
        ("{{cronworkflow.failed}} < 3", {"cron-when-variable"}),
        ('{{=cronworkflow.name == "a"}}', {"when-syntax"}),
        ("{{=cronworkflow.failed < 3", {"when-syntax"}),
    ],
)
def test_conditions_of_cron_workflows(when: str, found: set[str]) -> None:
    text = f"""\
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: {{name: test}}
spec:
  schedules: ["0 3 * * *"]
  when: >-
    {when}
  workflowSpec:
    entrypoint: main
    templates: [{{name: main, container: {{image: "busybox:1.37", command: [date]}}}}]
"""
    assert rules(text) & TOLD == found
    assert not rules(text, "3.5") & TOLD


def test_conditions_of_metrics() -> None:
    text = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: test}
spec:
  templates:
    - name: main
      metrics:
        prometheus: [{name: runs, help: all, when: "{{status}} = Failed", counter: {value: "1"}}]
      container: {image: "busybox:1.37", command: [date]}
"""
    assert rules(text) & TOLD == {"when-syntax"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("jsonPath: '{.data.level}'", set()),
        ("jsonPath: '{.data.level'", {"invalid-jsonpath"}),
        ("jsonPath: .data.level", {"jsonpath-without-braces"}),
        ("jsonPath: '{.data.{{inputs.parameters.key}}}'", set()),
        ("jqFilter: .data.level", set()),
        ("jqFilter: .data | keyz", {"invalid-jq"}),
        ("jqFilter: '.data['", {"invalid-jq"}),
    ],
)
def test_outputs_of_resources(source: str, found: set[str]) -> None:
    text = f"""\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {{name: test}}
spec:
  templates:
    - name: main
      inputs: {{parameters: [{{name: key}}]}}
      resource: {{action: get, manifest: "{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a}}}}"}}
      outputs:
        parameters:
          - name: level
            valueFrom:
              {source}
"""
    assert rules(text) & {"invalid-jsonpath", "jsonpath-without-braces", "invalid-jq"} == found
