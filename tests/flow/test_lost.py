"""Tags in arguments that no input takes."""

from __future__ import annotations

import pytest

from tests.rules.support import rules

HOLLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{generateName: a-}}
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - name: one
            template: echo
            arguments: {{{arguments}}}
          - name: two
            template: echo
    - name: echo
      inputs: {{{inputs}}}
      script: {{image: "busybox:1.37", command: [sh], source: "echo 1"}}
"""
PARAMETER = 'parameters: [{{name: extra, value: "{{{{{}}}}}"}}]'
ARTIFACT = 'artifacts: [{{name: extra, raw: {{data: "{{{{{}}}}}"}}}}]'
RAW = "artifacts: [{name: extra, path: /tmp/extra}]"


@pytest.mark.parametrize(
    ("argument", "tag"),
    [(PARAMETER, "item"), (ARTIFACT, "item"), (ARTIFACT, "tasks.two.outputs.result"), (ARTIFACT, "tasks.one.id")],
)
def test_dropped_with_the_argument(argument: str, tag: str) -> None:
    assert rules(HOLLOW.format(arguments=argument.format(tag), inputs="")) == {"undeclared-argument"}


@pytest.mark.parametrize(
    ("argument", "tag", "rule"),
    [
        (PARAMETER, "tasks.two.outputs.result", "variable-out-of-scope"),
        (ARTIFACT, "item.key", "variable-out-of-scope"),
        (ARTIFACT, "steps.two.outputs.result", "variable-out-of-scope"),
        (ARTIFACT, "pod.name", "variable-out-of-scope"),
        (ARTIFACT, "inputs.parameters.none", "unknown-variable"),
    ],
)
def test_refused_all_the_same(argument: str, tag: str, rule: str) -> None:
    assert rules(HOLLOW.format(arguments=argument.format(tag), inputs="")) == {"undeclared-argument", rule}


@pytest.mark.parametrize(
    ("tag", "rule"), [("item", "item-outside-loop"), ("tasks.two.outputs.result", "variable-out-of-scope")]
)
def test_read_by_an_input(tag: str, rule: str) -> None:
    assert rule in rules(HOLLOW.format(arguments=ARTIFACT.format(tag), inputs=RAW))
