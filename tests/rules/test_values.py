"""Durations, numbers, loops, conditions and other values, in the forms that people give them."""

from __future__ import annotations

import pytest

from tests.rules.support import diagnostics, findings, rules, workflow

WORK = """\
- name: work
  container: {image: "busybox:1.37", command: [ls]}
"""
PRINT = """\
- name: print
  inputs: {parameters: [{name: text}]}
  container: {image: "busybox:1.37", command: [echo, "{{inputs.parameters.text}}"]}
"""


def container(*lines: str) -> str:
    """A manifest of one container template with further fields."""
    fields = "".join(f"  {line}\n" for line in lines)
    return workflow(f'- name: main\n{fields}  container: {{image: "busybox:1.37", command: [ls]}}\n')


def step(fields: str, spec: str = "", text: str = "hello", templates: str = "") -> str:
    """A manifest with one step that calls `print`."""
    arguments = f"{{parameters: [{{name: text, value: '{text}'}}]}}"
    call = f"{{name: one, template: print, {fields}, arguments: {arguments}}}"
    return workflow(f"- name: main\n  steps: [[{call}]]\n{PRINT}{templates}", spec)


@pytest.mark.parametrize(
    "field",
    [
        "timeout: 1d",
        "timeout: soon",
        "pendingTimeout: 1 hour",
        "memoize: {key: a, maxAge: '3600', cache: {configMap: {name: a}}}",
        "memoize: {key: a, maxAge: 7d, cache: {configMap: {name: a}}}",
        "retryStrategy: {limit: 3, backoff: {duration: 1min}}",
        "retryStrategy: {limit: 3, backoff: {duration: 5s, maxDuration: 1d}}",
        "retryStrategy: {limit: 3, backoff: {duration: 5s, cap: a lot}}",
    ],
)
def test_no_duration(field: str) -> None:
    assert rules(container(field)) == {"invalid-duration"}


@pytest.mark.parametrize(
    "field",
    [
        "timeout: 1h30m",
        "timeout: 1.5h",
        "pendingTimeout: 90s",
        "memoize: {key: a, maxAge: '0', cache: {configMap: {name: a}}}",
        "retryStrategy: {limit: '3', backoff: {duration: '5', factor: '2', maxDuration: 1m}}",
        "retryStrategy: {limit: '{{workflow.parameters.tries}}'}",
        "retryStrategy: {limit: 3, backoff: {duration: '{{workflow.parameters.wait}}'}}",
        "retryStrategy: {limit: \"{{=asInt('3')}}\", backoff: {duration: 5s}}",
    ],
)
def test_durations_and_numbers(field: str) -> None:
    spec = "arguments: {parameters: [{name: tries, value: 3}, {name: wait}]}\n"
    text = workflow(f'- name: main\n  {field}\n  container: {{image: "busybox:1.37", command: [ls]}}\n', spec)
    assert {found.rule for found in diagnostics(text) if found.severity == "error"} == set()


def test_a_duration_known_only_with_the_default_of_a_parameter() -> None:
    spec = "arguments: {parameters: [{name: wait, value: 2 days}]}\n"
    text = workflow("- name: main\n  suspend: {duration: '{{workflow.parameters.wait}}'}\n", spec)
    (found,) = diagnostics(text)
    assert (found.rule, found.help) == ("invalid-duration", "write `48h`")


def test_the_default_of_an_input_that_a_call_leaves_out() -> None:
    text = workflow(
        "- name: main\n  steps: [[{name: a, template: wait}]]\n"
        "- name: wait\n  inputs: {parameters: [{name: time, default: 3d}]}\n"
        "  suspend: {duration: '{{inputs.parameters.time}}'}\n"
    )
    assert rules(text) == {"invalid-duration"}


@pytest.mark.parametrize(
    ("spec", "rule"),
    [
        ("retryStrategy: {limit: many}\n", "invalid-retry-number"),
        ("retryStrategy: {limit: 3, backoff: {factor: 2}}\n", "backoff-needs-duration"),
        ("templateDefaults: {retryStrategy: {limit: three}}\n", "invalid-retry-number"),
    ],
)
def test_fields_of_the_spec(spec: str, rule: str) -> None:
    text = workflow('- name: main\n  container: {image: "busybox:1.37", command: [ls]}\n', spec)
    assert rules(text) == {rule}


def test_defaults_bring_the_first_wait() -> None:
    text = workflow(
        "- name: main\n  retryStrategy: {limit: 3, backoff: {factor: 2}}\n"
        '  container: {image: "busybox:1.37", command: [ls]}\n',
        "templateDefaults: {retryStrategy: {backoff: {duration: 5s}}}\n",
    )
    assert rules(text) == set()


@pytest.mark.parametrize(
    ("fields", "text", "rule"),
    [
        ("withItems: [{a: x, b: y}, {a: z}]", "{{item.b}}", "unknown-item-key"),
        ("withItems: [{a: x}, plain]", "{{item.a}}", "unknown-item-key"),
        ('withParam: \'[{"a": 1}, {"b": 2}]\'', "{{item.a}}", "unknown-item-key"),
        ("withParam: '[1, 2]'", "{{item.a}}", "unknown-item-key"),
        ('withParam: \'[{"a": {"b": 1}}]\'', "{{item.a.b}}", "unknown-item-key"),
        ("withParam: '{{workflow.parameters.list}}'", "{{item.name}}", "item-key-not-in-default"),
        ("withParam: '{{workflow.name}}'", "{{item}}", "with-param-not-json"),
        ("withParam: '{{workflow.parameters.word}}'", "{{item}}", "with-param-not-json"),
        ("withParam: '{{item}}'", "{{item}}", "invalid-with-param"),
        ("withParam: '[]'", "{{item}}", "empty-loop"),
        ("withItems: []", "x", "empty-loop"),
        ("withSequence: {count: 0}", "{{item}}", "empty-loop"),
        ("withSequence: {count: '{{workflow.parameters.word}}'}", "{{item}}", "sequence-not-a-number"),
        ("withSequence: {count: 2, format: 'a-%s'}", "{{item}}", "doubtful-sequence-format"),
        ("withSequence: {count: 2, format: '\"%d\"'}", "{{item}}", "invalid-sequence-format"),
        ("withSequence: {count: 2, format: '%c'}", "{{item}}", "invalid-sequence-format"),
    ],
)
def test_loops(fields: str, text: str, rule: str) -> None:
    spec = "arguments: {parameters: [{name: word, value: 'a,b'}, {name: list, value: '[{\"nam\": 1}]'}]}\n"
    assert rule in rules(step(fields, spec, text))


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("withItems: [{a: x, b: y}, {a: z, b: w}]", "{{item.b}}"),
        ("withItems: [{a: x}, {b: y}]", "{{item}}"),
        ("withItems: [{'{{workflow.parameters.word}}': x}, {a: y}]", "{{item.a}}"),
        ("withParam: '[{\"a.b\": 1}]'", "{{item.a.b}}"),
        ("withParam: '{{workflow.parameters.open}}'", "{{item.any}}"),
        ("withParam: '{{workflow.parameters}}'", "{{item.name}}"),
        ("withParam: 'null'", "{{item}}"),
        ("withSequence: {start: 65, count: 3, format: '%c'}", "{{item}}"),
        ("withSequence: {start: '{{workflow.parameters.open}}', count: 3, format: 'a%03d'}", "{{item}}"),
        ("withSequence: {count: '{{workflow.parameters.open}}'}", "{{item}}"),
    ],
)
def test_loops_that_may_be_right(fields: str, text: str) -> None:
    spec = "arguments: {parameters: [{name: word, value: 'a,b'}, {name: open}]}\n"
    found = rules(step(fields, spec, text))
    assert found <= {"empty-loop"}


def test_a_list_passed_to_a_template_that_loops_over_it() -> None:
    def manifest(value: str) -> str:
        return workflow(
            "- name: main\n  dag:\n    tasks:\n    - name: a\n      template: each\n"
            f"      arguments: {{parameters: [{{name: l, value: '{value}'}}]}}\n"
            "- name: each\n  inputs: {parameters: [{name: l}]}\n"
            "  steps: [[{name: b, template: work, withParam: '{{inputs.parameters.l}}'}]]\n" + WORK
        )

    assert rules(manifest("a,b")) == {"with-param-not-json"}
    assert rules(manifest('["a"]')) == set()
    assert rules(manifest("{{workflow.name}}")) == set()


def test_an_item_of_an_earlier_loop() -> None:
    arguments = "arguments: {parameters: [{name: text, value: '{{item.k}}'}]}"
    loop = "withParam: '[{\"k\": 1}]'"
    text = workflow(
        f"- name: main\n  steps:\n  - [{{name: a, template: print, {loop}, {arguments}}}]\n"
        f"  - [{{name: b, template: print, {arguments}}}]\n{PRINT}"
    )
    assert rules(text) == {"item-of-earlier-loop"}


@pytest.mark.parametrize(
    ("when", "rule"),
    [
        ("{{workflow.parameters.stage}} == prod", "impossible-comparison"),
        ("'{{workflow.parameters.stage}}' != 'prod' && true", "impossible-comparison"),
        ("{{workflow.parameters.flag}} == 'true'", "impossible-comparison"),
        ("'{{workflow.parameters.flag}}' == true", "impossible-comparison"),
        ("{{steps.first.exitCode}} == '0'", "impossible-comparison"),
        ("{{steps.first.status}} == Succeded", "unknown-status"),
        ("{{steps.first.status}} == Errored", "unknown-status"),
        ("succeeded == {{steps.first.status}}", "unknown-status"),
    ],
)
def test_conditions_that_never_change(when: str, rule: str) -> None:
    assert rule in rules(_conditional(when))


@pytest.mark.parametrize(
    "when",
    [
        "{{workflow.parameters.stage}} == live",
        "'{{workflow.parameters.stage}}' == 'live'",
        "{{workflow.parameters.flag}} == true",
        "'{{workflow.parameters.flag}}' == 'true'",
        "{{workflow.parameters.free}} == prod",
        "{{steps.first.exitCode}} == 0",
        "'{{steps.first.exitCode}}' == '0'",
        "{{steps.first.status}} == Error",
        "{{steps.first.status}} == {{workflow.parameters.free}}",
        "{{steps.first.outputs.result}} == heads",
    ],
)
def test_conditions_that_may_hold(when: str) -> None:
    assert rules(_conditional(when)) & {"impossible-comparison", "unknown-status"} == set()


def _conditional(when: str) -> str:
    spec = (
        "arguments: {parameters: [{name: stage, value: test, enum: [test, live]}, "
        "{name: flag, value: 'true', enum: ['true', 'false']}, {name: free, value: x}]}\n"
    )
    return workflow(
        "- name: main\n  steps:\n  - [{name: first, template: work}]\n"
        f'  - [{{name: second, template: work, when: "{when}"}}]\n{WORK}',
        spec,
    )


def test_items_that_are_written_out() -> None:
    assert "impossible-comparison" in rules(step("withItems: [a, b], when: '{{item}} == c'", text="{{item}}"))
    assert rules(step("withItems: [a, b], when: '{{item}} == b'", text="{{item}}")) == set()
    assert rules(step("withItems: [a-1, b-2], when: \"'{{item}}' == 'b-2'\"", text="{{item}}")) == set()


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        ("work.parameters.city", "unknown-variable-root"),
        ("input.parameters.city", "unknown-variable-root"),
        ("parameters.city", "unknown-variable-root"),
        ("workflow.creationTimestamp.YYYY", "unknown-time-format"),
        ("workflow.scheduledTime", "scheduled-time-without-schedule"),
    ],
)
def test_tags_that_stay_text(tag: str, rule: str) -> None:
    spec = "arguments: {parameters: [{name: city, value: Bern}]}\n"
    text = workflow(f'- name: main\n  container: {{image: "busybox:1.37", command: [echo, "{{{{{tag}}}}}"]}}\n', spec)
    assert rules(text) == {rule}


@pytest.mark.parametrize(
    "tag",
    [" .Values.city ", "values.city", "user.name", "parameters.other", "city", "event.parameters", " x | y "],
)
def test_tags_of_others(tag: str) -> None:
    spec = "arguments: {parameters: [{name: city, value: Bern}]}\n"
    text = workflow(f'- name: main\n  container: {{image: "busybox:1.37", command: [echo, "{{{{{tag}}}}}"]}}\n', spec)
    assert {(one.rule, one.severity.value) for one in diagnostics(text)} <= {("unknown-tag", "info")}


@pytest.mark.parametrize("tag", [" .Values.city ", "city", " x | y ", "retries", "node.name", "lastRetry.exitCode"])
def test_tags_without_the_form_of_an_unknown_variable(tag: str) -> None:
    text = workflow(f'- name: main\n  container: {{image: "busybox:1.37", command: [echo, "{{{{{tag}}}}}"]}}\n')
    assert "unknown-tag" not in rules(text)


def test_a_misspelt_root_beside_the_templates() -> None:
    spec = "arguments: {parameters: [{name: city, value: Bern}]}\nnodeSelector: {zone: '{{worklow.parameters.city}}'}\n"
    assert findings(workflow('- name: main\n  container: {image: "busybox:1.37", command: [ls]}\n', spec)) == [
        (8, "unknown-variable-root")
    ]


@pytest.mark.parametrize(
    ("schedule", "fires"),
    [
        ("0 0 30 2 *", False),
        ("0 0 31 4,6,9,11 *", False),
        (", 0 * * *", False),
        ("0 0 29 2 *", True),
        ("0 0 30 2 MON", True),
        ("0 0 31 * *", True),
        ("@daily", True),
        ("@every 0s", True),
    ],
)
def test_schedules(schedule: str, fires: bool) -> None:
    text = f"""\
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {{name: nightly}}
        spec:
          schedules: ["{schedule}"]
          workflowSpec:
            entrypoint: main
            templates: [{{name: main, container: {{image: "busybox:1.37", command: [ls]}}}}]
        """
    assert ("schedule-never-fires" not in rules(text)) is fires
