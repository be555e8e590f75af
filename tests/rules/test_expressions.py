"""Expressions in tags and in fields of their own: what is told, where, and what is left alone."""

from __future__ import annotations

import pytest

from tests.rules.support import diagnostics, rules

TOLD = {
    "expression-syntax", "unknown-name-in-expression", "expression-without-effect", "unknown-function",
    "hyphen-in-expression",
    "expression-type", "failing-expression", "never-equal", "constant-condition", "invalid-jsonpath",
}  # fmt: skip


def told(text: str, version: str = "4.1") -> set[str]:
    """The rules about expressions that speak about a manifest."""
    return rules(text, version) & TOLD


def leaf(expression: str) -> str:
    """A container that reads an expression."""
    return f"""\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{generateName: test-}}
spec:
  entrypoint: main
  arguments: {{parameters: [{{name: user-name, value: Kim}}, {{name: count, value: "3"}}]}}
  templates:
    - name: main
      inputs: {{parameters: [{{name: user-name}}, {{name: count}}]}}
      retryStrategy: {{limit: "2"}}
      container:
        image: busybox:1.37
        command: [echo]
        args:
          - |
            {{{{={expression}}}}}
"""


@pytest.mark.parametrize(
    ("expression", "rule"),
    [
        ("1 +", "expression-syntax"),
        ("inputs.parameters.count =~ 'a'", "expression-syntax"),
        ("{{inputs.parameters.count", "expression-syntax"),
        ("toJson({a: {b: 1}})", "expression-syntax"),
        ("dev", "expression-without-effect"),
        ("null", "expression-without-effect"),
        ("item", "expression-without-effect"),
        ("inputs.parameters.cuont", "expression-without-effect"),
        ("inputs.parameter.count", "expression-without-effect"),
        ("workflow.parameters.cuont", "expression-without-effect"),
        ("inputs.parameters.count.size", "expression-without-effect"),
        ("steps.a.outputs.result", "expression-without-effect"),
        ("parse('1')", "unknown-function"),
        ("sprig.uppercase('a')", "unknown-function"),
        ("sprig.env('HOME')", "unknown-function"),
        ("inputs.parameters.user-name", "hyphen-in-expression"),
        ("workflow.parameters.user-name + '!'", "hyphen-in-expression"),
        ("1 + 'a'", "expression-type"),
        ("retries > 1", "expression-type"),
        ("inputs.parameters.count + 1", "expression-type"),
        ("!inputs.parameters.count", "expression-type"),
        ("inputs.parameters.count ? 1 : 2", "expression-type"),
        ("jsonpath(lastRetry, '$.exitCode')", "expression-type"),
        ("int('many')", "failing-expression"),
        ("sprig.trim()", "failing-expression"),
        ("inputs.parameters.count == 3", "never-equal"),
        ("lastRetry.exitCode != 0", "never-equal"),
        ("jsonpath(inputs.parameters.count, '.kind')", "invalid-jsonpath"),
    ],
)
def test_a_wrong_tag(expression: str, rule: str) -> None:
    assert told(leaf(expression)) == {rule}


@pytest.mark.parametrize(
    "expression",
    [
        "inputs.parameters['user-name']",
        "asInt(inputs.parameters.count) + 1",
        "inputs.parameters.count == '3'",
        "inputs.parameters.count in ['1', '2']",
        "inputs.parameters.missing ?? 'none'",
        "inputs.parameters.count == nil ? 1 : 2",
        "let n = int(inputs.parameters.count); n * 2",
        "workflow.labels.team",
        "workflow.labels['workflows.argoproj.io/creator']",
        "workflow.creationTimestamp.Y",
        "workflow.status",
        "pod.name + retries + lastRetry.exitCode",
        "toJson(inputs.parameters)",
        "jsonpath(inputs.parameters.count, '$.kind')",
        "filter(fromJSON(inputs.parameters.count), .size > 3)",
        "sprig.trim(inputs.parameters.count) | upper()",
        "'{{'",
    ],
)
def test_a_right_tag(expression: str) -> None:
    assert not told(leaf(expression))


def test_a_blank_before_the_sign_makes_a_plain_tag() -> None:
    assert told(leaf("1 + 1").replace("{{=", "{{ = ")) == {"expression-syntax"}


def test_the_place_is_the_part_that_is_wrong() -> None:
    found = [at for at in diagnostics(leaf("inputs.parameters.user-name")) if at.rule in TOLD]
    assert [(at.line, at.column, at.end.column) for at in found] == [(16, 34, 43)]
    assert "inputs.parameters['user-name']" in (found[0].help or "")


def test_the_help_says_what_becomes_of_it() -> None:
    for version, fate in (("4.1", "ends the node in an error"), ("3.6", "leaves the tag as text")):
        found = [at for at in diagnostics(leaf("1 +"), version) if at.rule in TOLD]
        assert fate in (found[0].help or "")


def steps(second: str, outputs: str = "") -> str:
    """Steps `make-it` and `use`, the second with some lines of its own."""
    return f"""\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {{generateName: test-}}
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: make-it
            template: make
        - - name: use
            template: take
            {second}
      outputs: {{{outputs}}}
    - name: make
      container: {{image: "busybox:1.37", command: [touch, /tmp/word]}}
      outputs: {{parameters: [{{name: word, valueFrom: {{path: /tmp/word}}}}]}}
    - name: take
      inputs: {{parameters: [{{name: word, default: none}}]}}
      container: {{image: "busybox:1.37", command: [date]}}
"""


def argument(expression: str, loop: str = "") -> str:
    """A step with an argument."""
    return f'arguments: {{parameters: [{{name: word, value: "{{{{={expression}}}}}"}}]}}{loop}'


LOOP = "\n            withItems: "


@pytest.mark.parametrize(
    ("second", "rule"),
    [
        (argument("steps.make-it.outputs.parameters.word"), "hyphen-in-expression"),
        (argument("steps['make-it'].outputs.parameters.wort"), "unknown-name-in-expression"),
        (argument("steps['make-it'].output.result"), "unknown-name-in-expression"),
        (argument("steps.other.outputs.parameters.word"), "unknown-name-in-expression"),
        (argument("steps.use.outputs.result"), "unknown-name-in-expression"),
        (argument("item + 1", LOOP + "[1, 2]"), "expression-type"),
        (argument("item.size == 3", LOOP + "[{size: 3}]"), "never-equal"),
        ("hooks: {exit: {template: make, expression: steps.use.outputs.result == '1'}}",
         "unknown-name-in-expression"),
        ("hooks: {run: {template: make, expression: steps.use.status}}", "expression-type"),
        ("hooks: {run: {template: make, expression: 1 == 2}}", "constant-condition"),
    ],
)  # fmt: skip
def test_a_wrong_expression_of_a_step(second: str, rule: str) -> None:
    assert told(steps(second)) == {rule}


@pytest.mark.parametrize(
    "second",
    [
        argument("steps['make-it'].outputs.parameters.word"),
        argument("steps['make-it'].outputs.parameters"),
        argument("asInt(item) + 1", LOOP + "[1, 2]"),
        argument("item", LOOP + "[{size: 3}]"),
        argument("item.size == 3", "\n            withParam: '{{=toJson([])}}'"),
        "hooks: {run: {template: make, expression: steps.use.status == 'Running'}}",
        "hooks: {run: {template: make, expression: 'true'}}",
    ],
)
def test_a_right_expression_of_a_step(second: str) -> None:
    assert not told(steps(second)) - {"never-equal"}


def output(expression: str, more: str = "") -> str:
    """Outputs of steps with one expression."""
    return f'parameters: [{{name: out, valueFrom: {{expression: "{expression}"{more}}}}}]'


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("steps['make-it'].outputs.parameters.word == '' ? nope : 'b'", {"unknown-name-in-expression"}),
        ("workflow.name", {"unknown-name-in-expression"}),
        ("{{steps.make-it.outputs.parameters.word}}", {"expression-syntax"}),
        ("'{{workflow.name}}' + steps['make-it'].outputs.parameters.word", set()),
        ("steps['make-it'].outputs.parameters.wort", {"unknown-name-in-expression"}),
        ("steps['make-it'].outputs.parameters.word", set()),
    ],
)
def test_expressions_of_outputs(expression: str, found: set[str]) -> None:
    assert told(steps("when: x == y", output(expression))) - {"constant-condition"} == found


def test_a_default_takes_the_place_of_what_fails() -> None:
    with_default = output("steps.other.outputs.result", ", default: a")
    assert not told(steps("onExit: make", with_default))


def whole(spec: str, kind: str = "Workflow") -> str:
    """An object with some lines of spec."""
    head = 'schedules: ["0 3 * * *"]\n  workflowSpec: {entrypoint: main, templates: [' if kind != "Workflow" else ""
    leaf = '{name: main, container: {image: "busybox:1.37", command: [date]}}'
    body = f"{head}{leaf}]}}" if head else f"entrypoint: main\n  templates: [{leaf}]"
    return f"apiVersion: argoproj.io/v1alpha1\nkind: {kind}\nmetadata: {{name: test}}\nspec:\n  {spec}\n  {body}\n"


@pytest.mark.parametrize(
    ("spec", "kind", "found"),
    [
        ("hooks: {run: {template: main, expression: workflow.status}}", "Workflow", {"expression-type"}),
        ("hooks: {run: {template: main, expression: steps.a.status == ''}}", "Workflow",
         {"expression-without-effect"}),
        ("workflowMetadata: {labelsFrom: {a: {expression: workflow.parameters.a}}}", "Workflow",
         {"unknown-name-in-expression"}),
        ("workflowMetadata: {labelsFrom: {a: {expression: workflow.name}}}", "Workflow", set()),
        ("stopStrategy: {expression: failed > 3}", "CronWorkflow", {"unknown-name-in-expression"}),
        ("stopStrategy: {expression: cronworkflow.faild > 3}", "CronWorkflow", {"unknown-name-in-expression"}),
        ("stopStrategy: {expression: cronworkflow.failed}", "CronWorkflow", {"expression-type"}),
        ("stopStrategy: {expression: cronworkflow.failed > 3}", "CronWorkflow", set()),
        ("when: '{{=cronworkflow.failed < 3}}'", "CronWorkflow", set()),
        ("when: '{{=workflow.failed < 3}}'", "CronWorkflow", {"unknown-name-in-expression"}),
    ],
)  # fmt: skip
def test_expressions_of_objects(spec: str, kind: str, found: set[str]) -> None:
    assert told(whole(spec, kind)) == found


@pytest.mark.parametrize(
    ("selector", "event", "found"),
    [
        ("payload.kind == 'a' && metadata['x-kind'] == ['b']", "payload['build-id']", set()),
        ("payload.kind == 'a'", "payload.build-id", {"hyphen-in-expression"}),
        ("payload.kind = 'a'", "payload.id", {"expression-syntax"}),
        ("payload.kind == 'a'", "{{payload.id}}", {"expression-syntax"}),
        ("payloads.kind == 'a'", "payload.id", {"unknown-name-in-expression"}),
        ("discriminator", "payload.id", {"expression-type"}),
        ("'true'", "sprig.trim(payload.id)", {"expression-type", "unknown-function"}),
        ("true", "payload.id", set()),
    ],
)
def test_event_bindings(selector: str, event: str, found: set[str]) -> None:
    text = f"""\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowEventBinding
metadata: {{name: test}}
spec:
  event:
    selector: >-
      {selector}
  submit:
    workflowTemplateRef: {{name: publish}}
    arguments:
      parameters:
        - name: build
          valueFrom:
            event: >-
              {event}
"""
    assert told(text) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("http: {url: 'https://a.example', successCondition: response.statusCode == 200}", set()),
        ("http: {url: 'https://a.example', successCondition: response.statusCode == '200'}", {"never-equal"}),
        ("http: {url: 'https://a.example', successCondition: response.status == 200}",
         {"unknown-name-in-expression"}),
        ("http: {url: 'https://a.example', successCondition: statusCode == 200}", {"unknown-name-in-expression"}),
        ("data: {source: {artifactPaths: {name: a, s3: {bucket: b}}}, transformation: "
         "[{expression: 'filter(data, {# endsWith \".pdf\"})'}]}", set()),
        ("data: {source: {artifactPaths: {name: a, s3: {bucket: b}}}, transformation: "
         "[{expression: 'filter(dates, {true})'}]}", {"unknown-name-in-expression"}),
    ],
)  # fmt: skip
def test_expressions_of_http_and_data(body: str, found: set[str]) -> None:
    text = (
        "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: test}\n"
        f"spec:\n  templates:\n    - name: main\n      {body}\n"
    )
    assert told(text) == found
