"""Which variable exists where: the lines of Argo's behaviour that a rule page would be too long for."""

from __future__ import annotations

import pytest

from tests.rules.support import diagnostics, findings, rules, workflow

ECHO = """\
- name: echo
  inputs:
    parameters:
    - name: text
      default: nothing
  outputs:
    parameters:
    - name: out
      valueFrom: {path: /out}
    artifacts:
    - name: art
      path: /art
  container: {image: busybox, command: [echo], args: ["{{inputs.parameters.text}}"]}
"""


def call(value: str) -> str:
    """Arguments for `echo`, as one line of YAML."""
    return f"{{parameters: [{{name: text, value: '{value}'}}]}}"


def steps(second: str, first: str = "", more: str = "", group: str = "- -") -> str:
    """Two steps in two groups; `second` and `first` are values handed to `echo`."""
    return (
        f"- name: main\n  steps:\n  - - {{name: a, template: echo, arguments: {call(first or 'x')}{more}}}\n"
        f"  {group} {{name: b, template: echo, arguments: {call(second)}}}\n" + ECHO
    )


def tasks(second: str, waits: str = ", dependencies: [a]", more: str = "") -> str:
    """Two tasks; `second` is the value that `b` hands to `echo`."""
    return (
        f"- name: main\n  dag:\n    tasks:\n    - {{name: a, template: echo{more}}}\n"
        f"    - {{name: b, template: echo, arguments: {call(second)}{waits}}}\n" + ECHO
    )


READABLE = [
    "{{steps.a.id}}", "{{steps.a.startedAt}}", "{{steps.a.finishedAt}}", "{{steps.a.hostNodeName}}",
    "{{steps.a.status}}", "{{steps.a.outputs.result}}", "{{steps.a.exitCode}}", "{{steps.a.outputs.parameters.out}}",
    "{{steps.a.outputs.artifacts.art}}", "{{ steps.a.id }}", "{{workflow.name}}", "{{workflow.creationTimestamp.Y}}",
    "{{workflow.scheduledTime}}", "{{workflow.duration}}", "{{workflow.labels}}", "{{workflow.annotations.json}}",
    "{{=steps.zzz.nothing}}", "{{foo.bar}}", "{{ .Values.x }}", "{{Steps.zzz.id}}", "{{outputs.anything}}",
    "{{steps.name}}",
]  # fmt: skip

UNREADABLE = [
    "{{steps.z.id}}", "{{steps.a.nothing}}", "{{steps.a.ip}}", "{{steps.a.outputs.parameters.zz}}",
    "{{steps.a.outputs.artifacts.zz}}", "{{steps.a.outputs.parameters}}", "{{tasks.a.id}}", "{{item.key}}",
    "{{inputs.parameters.text}}", "{{inputs.artifacts.art}}", "{{workflow.parameters.zz}}", "{{workflow.nothing}}",
    "{{workflow.failures}}", "{{workflow.priority}}", "{{workflow.labels.zz}}", "{{pod.name}}",
    "{{workflow.outputs.parameters.zz}}", "{{steps.b.outputs.result}}", "{{steps.a[0]}}",
]  # fmt: skip

TAG_RULES = {"unknown-variable", "variable-out-of-scope"}


@pytest.mark.parametrize("tag", READABLE)
def test_a_step_may_read(tag: str) -> None:
    assert not rules(workflow(steps(tag))) & TAG_RULES


@pytest.mark.parametrize("tag", UNREADABLE)
def test_a_step_may_not_read(tag: str) -> None:
    found = [found for found in diagnostics(workflow(steps(tag))) if found.rule in TAG_RULES]
    assert len(found) == 1
    text = found[0].source.text
    assert text[found[0].span.start : found[0].span.end] == tag.strip("{}").strip()


def test_a_step_of_the_same_group_has_not_run() -> None:
    assert rules(workflow(steps("{{steps.a.outputs.result}}", group="  -"))) == {"variable-out-of-scope"}


def test_a_loop_over_items_collects_its_outputs() -> None:
    loop = ", withItems: [1, 2]"
    assert not rules(workflow(steps("{{steps.a.outputs.parameters}}", more=loop))) & TAG_RULES
    assert rules(workflow(steps("{{steps.a.outputs.artifacts.art}}", more=loop))) & TAG_RULES


def test_the_exit_hook_reads_its_own_step_and_others_do_not() -> None:
    hooks = ", hooks: {{{event}: {{{expression}template: echo, arguments: {arguments}}}}}"
    arguments = call("{{steps.a.outputs.parameters.out}}")
    at_exit = hooks.format(event="exit", expression="", arguments=arguments)
    running = hooks.format(event="r", expression='expression: "true", ', arguments=arguments)
    assert not rules(workflow(steps("x", more=at_exit))) & TAG_RULES
    assert rules(workflow(steps("x", more=running))) & TAG_RULES


def test_a_task_reads_its_ancestors_only() -> None:
    assert not rules(workflow(tasks("{{tasks.a.outputs.result}}"))) & TAG_RULES
    assert not rules(workflow(tasks("{{tasks.a.status}}", ", depends: a.Failed"))) & TAG_RULES
    found = rules(workflow(tasks("v{{tasks.a.outputs.result}}", "")))
    assert found == {"variable-out-of-scope"}


def test_workflow_parameters_are_open_in_a_template_library() -> None:
    text = steps("{{workflow.parameters.any}}")
    assert not rules(workflow(text, kind="WorkflowTemplate")) & TAG_RULES
    assert rules(workflow(text)) & TAG_RULES


def test_a_tag_in_a_workflow_parameter_shows_where_the_parameter_is_used() -> None:
    spec = "arguments:\n  parameters:\n  - {name: p, value: '{{inputs.parameters.none}}'}\n"
    assert rules(workflow(steps("{{workflow.parameters.p}}"), spec)) & TAG_RULES
    assert not rules(workflow(steps("x"), spec)) & TAG_RULES


def test_a_nested_tag_is_read_after_the_inner_one_is_filled() -> None:
    spec = "arguments:\n  parameters:\n  - {name: which, value: real}\n  - {name: real, value: v}\n"
    assert not rules(workflow(steps("{{workflow.parameters.{{workflow.parameters.which}}}}"), spec)) & TAG_RULES
    other = spec.replace("value: real", "value: gone")
    assert rules(workflow(steps("{{workflow.parameters.{{workflow.parameters.which}}}}"), other)) & TAG_RULES


def test_failures_are_known_to_the_exit_handler_alone() -> None:
    bye = "- name: bye\n  container: {image: busybox, command: [echo], args: ['{{workflow.failures}}']}\n"
    assert not rules(workflow(steps("x") + bye, "onExit: bye\n")) & TAG_RULES
    assert rules(workflow(steps("x") + bye)) & TAG_RULES


def test_a_global_output_is_known_after_the_call_that_makes_it() -> None:
    make = (
        "- name: make\n  outputs: {parameters: [{name: p, globalName: g, valueFrom: {path: /p}}]}\n"
        "  container: {image: busybox, command: [a]}\n"
    )
    read = "{{workflow.outputs.parameters.g}}"
    making, reading = "{name: a, template: make}", f"{{name: b, template: echo, arguments: {call(read)}}}"
    main = "- name: main\n  steps: [[{}], [{}]]\n"
    assert not rules(workflow(main.format(making, reading) + make + ECHO)) & TAG_RULES
    assert rules(workflow(main.format(reading, making) + make + ECHO)) & TAG_RULES


def test_pod_metadata_is_looked_into_since_3_7() -> None:
    metadata = "podMetadata: {labels: {a: '{{workflow.parameters.zz}}'}}\n"
    text = workflow(ECHO.replace("name: echo", "name: main"), metadata)
    assert rules(text) & TAG_RULES
    assert not rules(text, "3.6") & TAG_RULES


def test_the_main_entrypoint_came_with_3_5() -> None:
    assert not rules(workflow(steps("{{workflow.mainEntrypoint}}"))) & TAG_RULES
    assert rules(workflow(steps("{{workflow.mainEntrypoint}}")), "3.4") & TAG_RULES


def test_an_inline_template_sees_the_inputs_around_it() -> None:
    text = """\
    - name: main
      inputs: {parameters: [{name: outer, value: o}]}
      steps:
      - - name: a
          inline:
            inputs: {parameters: [{name: own, value: i}]}
            container: {image: busybox, command: [a], args: ["{{inputs.parameters.outer}}{{inputs.parameters.own}}"]}
    """
    assert not rules(workflow(text)) & TAG_RULES


@pytest.mark.parametrize("text", ["{{inputs.parameters.x", "a {{workflow.name }", "{{steps.a.id\n"])
def test_an_unclosed_variable_is_refused(text: str) -> None:
    body = f"- name: main\n  container: {{image: busybox, command: [a], args: [{text!r}]}}\n"
    assert rules(workflow(body)) == {"unclosed-tag"}


def test_an_unclosed_text_passes_with_a_warning() -> None:
    assert rules(workflow("- name: main\n  container: {image: busybox, command: [a], args: ['{{ x']}\n")) == {
        "unclosed-braces"
    }


def test_nothing_closes_an_opening_in_when() -> None:
    text = "- name: main\n  steps:\n  - - {name: a, template: echo, when: 'x {{ y'}\n" + ECHO
    assert rules(workflow(text)) == {"unclosed-tag"}


def test_what_an_unclosed_tag_swallows_is_not_looked_into() -> None:
    body = "- name: main\n  container: {{image: busybox, command: [a], args: {}}}\n"
    assert rules(workflow(body.format("['{{x', '{{inputs.parameters.none}}']"))) == {"unclosed-braces"}
    assert rules(workflow(body.format("['{{x', '}}', '{{inputs.parameters.none}}']"))) == {
        "unclosed-braces",
        "unknown-variable",
    }


REFERENCE = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: test}
spec:
  workflowTemplateRef: {name: tpl}
  arguments: {parameters: [{name: limit, value: "VALUE"}]}
---
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: tpl}
spec:
  entrypoint: main
  arguments: {parameters: [{name: limit, value: 60s}]}
  templates:
  - name: main
    timeout: '{{workflow.parameters.limit}}'
    container: {image: busybox, command: [a]}
"""


def test_a_referenced_template_is_looked_at_with_the_values_of_the_workflow_that_runs_it() -> None:
    assert findings(REFERENCE.replace("VALUE", "90s")) == []
    assert findings(REFERENCE.replace("VALUE", "60")) == [(5, "invalid-timeout")]


def test_the_values_of_the_entrypoint_are_looked_into() -> None:
    main = "- name: main\n  inputs: {parameters: [{name: a}]}\n  container: {image: busybox, command: [ls]}\n"
    spec = "arguments: {parameters: [{name: a, value: VALUE}]}\n"
    assert rules(workflow(main, spec.replace("VALUE", "'{{tasks.a.status}}'"))) == {"variable-out-of-scope"}
    assert rules(workflow(main, spec.replace("VALUE", "'{{workflow.name}}'"))) == set()
    assert not rules(workflow(main, spec.replace("VALUE", "['{{tasks.a.status}}']"))) & TAG_RULES


class TestOrderOfTasks:
    DAG = """\
- name: main
  dag: {{tasks: [{{name: b, template: read{}}}, {{name: a, template: make{}}}]}}
- name: make
  container: {{image: "busybox:1.37", command: [date]}}
  outputs: {{parameters: [{{name: p, globalName: g, valueFrom: {{path: /p}}}}]}}
- name: read
  container: {{image: "busybox:1.37", command: [echo, "{{{{workflow.outputs.parameters.g}}}}"]}}
"""

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            (", depends: a", "", set()),
            (", dependencies: [a]", "", set()),
            ("", "", {"variable-out-of-scope"}),
            ("", ", depends: b", {"variable-out-of-scope"}),
        ],
    )
    def test_a_global_output_is_there_once_its_maker_has_run(self, first: str, second: str, expected: set[str]) -> None:
        assert rules(workflow(self.DAG.format(first, second))) == expected
