"""What looks much like a mistake and is none stays silent."""

from __future__ import annotations

import pytest

from tests.rules.support import findings, workflow


def container(lines: str) -> str:
    """A workflow of one container."""
    return workflow(f"- name: main\n  container: {{image: 'busybox:1.37', {lines}}}\n")


@pytest.mark.parametrize(
    "lines",
    [
        "command: [envsubst, '$HOME'], env: [{name: HOME, value: a}]",
        "command: [echo, '$HOME'], env: [{name: OTHER, value: a}]",
        "command: [echo, $(HOME)], env: [{name: HOME, value: a}]",
        "command: [env, sh, -c, 'echo $HOME | cat'], env: [{name: HOME, value: a}]",
        "command: [cat, a|b, -]",
        "command: [sh], args: [run.sh, a b]",
        "command: [sh], args: ['my script.sh']",
        "command: [bash, -lc], args: ['echo hello']",
        "command: [date], resources: {limits: {cpu: 500m, memory: 2M}, requests: {memory: '0'}}",
        "command: [date], resources: {limits: {example.com/slot: '2'}, requests: {example.com/slot: 2}}",
    ],
)
def test_containers(lines: str) -> None:
    assert findings(container(lines)) == []


@pytest.mark.parametrize("value", ["1.0", "0", "0.5", "10", "true", "True", "'3.10'", "3.11", "2024-01-01", "1e", "-5"])
def test_values_that_stay_what_they_are_meant_for(value: str) -> None:
    text = workflow(
        "- name: main\n  container: {image: 'busybox:1.37', command: [echo, '{{workflow.parameters.x}}']}\n",
        f"arguments: {{parameters: [{{name: x, value: {value}}}]}}\n",
    )
    assert findings(text) == []


@pytest.mark.parametrize(
    "when",
    [
        "'{{workflow.parameters.day}}' > '2024-01-01'",
        "'{{workflow.parameters.day}}' == 5",
        "'{{workflow.parameters.day}}' != ''",
        "'{{workflow.parameters.day}}' =~ '^2024'",
    ],
)
def test_texts_in_conditions(when: str) -> None:
    text = workflow(
        f"""\
    - name: main
      steps: [[{{name: a, template: work, when: "{when}"}}]]
    - name: work
      container: {{image: 'busybox:1.37', command: [date]}}
    """,
        "arguments: {parameters: [{name: day, value: '2024-05-01'}]}\n",
    )
    assert findings(text) == []


@pytest.mark.parametrize("depends", ["serve", "serve.Daemoned", "serve.Failed", "serve.Succeeded || serve.Daemoned"])
def test_tasks_that_wait_for_a_daemon(depends: str) -> None:
    text = workflow(f"""\
    - name: main
      dag:
        tasks:
        - {{name: serve, template: serve}}
        - {{name: ask, template: ask, depends: {depends}}}
    - name: serve
      daemon: true
      container: {{image: 'busybox:1.37', command: [httpd, -f]}}
    - name: ask
      container: {{image: 'busybox:1.37', command: [date]}}
    """)
    assert findings(text) == []


def test_retries_of_a_template_that_others_may_try_again() -> None:
    read = "- name: main\n  container: {image: 'busybox:1.37', command: [echo, '{{retries}}']}\n"
    assert findings(workflow(read, kind="WorkflowTemplate")) == []
    assert findings(workflow(read, "retryStrategy: {limit: 3}\n")) == []


@pytest.mark.parametrize("schedule", ["*/30 * * * *", "0 */12 * * *", "0 0 */2 * *", "TZ=UTC */59 */23 * * *"])
def test_steps_within_their_field(schedule: str) -> None:
    text = f"""\
    apiVersion: argoproj.io/v1alpha1
    kind: CronWorkflow
    metadata: {{name: test}}
    spec:
      schedules: ["{schedule}"]
      workflowSpec:
        entrypoint: main
        templates:
        - name: main
          container: {{image: 'busybox:1.37', command: [date]}}
    """
    assert findings(text) == []


@pytest.mark.parametrize(
    "expression",
    ["lastRetry.exitCode in ['1', '2']", "asInt(lastRetry.exitCode) in [1, 2]", "lastRetry.exitCode in ['1', 2]"],
)
def test_exit_codes_among_others(expression: str) -> None:
    text = f"""\
    - name: main
      retryStrategy: {{limit: 3, expression: "{expression}"}}
      container: {{image: 'busybox:1.37', command: [date]}}
    """
    assert findings(workflow(text)) == []


@pytest.mark.parametrize(
    "expression",
    [
        "sprig.substr(0, len(workflow.parameters.x) - 1, workflow.parameters.x)",
        "sprig.trunc(-3, workflow.parameters.x)",
        "sprig.repeat(int(workflow.parameters.x), 'a')",
        "sprig.join('-', ['a', 'b'])",
        "sprig.dateModify('-24h', now()).Format('2006-01-02')",
        "sprig.get(fromJSON(workflow.parameters.x), 'a')",
        "sprig.ternary('a', 'b', workflow.parameters.x == 'x')",
        "sprig.contains(workflow.parameters.x, 'dev test prod')",
        "sprig.replace('X', workflow.parameters.x, 'say X')",
        "map(sprig.splitList(',', workflow.parameters.x), {upper(#)})[0]",
        "sprig.split(',', workflow.parameters.x)['_0']",
        "sprig.last(split(workflow.parameters.x, ','))",
        "workflow.labels.team",
        "workflow.parameters.x[1:]",
    ],
)
def test_calls_in_expressions(expression: str) -> None:
    text = workflow(
        f"""- name: main\n  container: {{image: 'busybox:1.37', command: [echo, "{{{{={expression}}}}}"]}}\n""",
        "arguments: {parameters: [{name: x, value: '3'}]}\n",
    )
    assert [one for one in findings(text) if "unused-parameter" not in str(one)] == []


@pytest.mark.parametrize(
    "program",
    [
        "x=$(( 1 << 3 ))",
        "mask=$((flags<<shift))",
        'echo "use <<EOF to begin"',
        "# cat <<EOF",
        "cat <<A && cat <<B\na\nA\nb\nB",
        "python3 - <<PY\nimport os\nprint(os.getcwd())\nPY",
        "import -window root screen.png",
    ],
)
def test_programs_for_a_shell(program: str) -> None:
    lines = "".join(f"      {line}\n" for line in program.split("\n"))
    text = workflow(f"- name: main\n  script:\n    image: busybox:1.37\n    command: [sh]\n    source: |\n{lines}")
    assert findings(text) == []
