"""Calls of templates and dependencies of tasks: what Argo takes, and traps that a page has no room for."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from tests.rules.support import diagnostics, findings, rules, workflow

TEMPLATES = """
- name: leaf
  container: {image: busybox}
- name: echo
  inputs: {parameters: [{name: msg}]}
  container: {image: busybox, args: ["{{inputs.parameters.msg}}"]}
- name: preset
  inputs: {parameters: [{name: msg, default: d}]}
  container: {image: busybox}
- name: art
  inputs: {artifacts: [{name: x, path: /tmp/x}]}
  container: {image: busybox}
"""
PARAMETERS = "arguments: {parameters: [{name: leaf, value: leaf}, {name: open}, {name: two, value: A B}]}\n"
LIBRARY = """\
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  templates:
  - name: t
    inputs: {parameters: [{name: m}]}
    container: {image: busybox}
---
"""
CLUSTER_LIBRARY = LIBRARY.replace("kind: Workflow", "kind: ClusterWorkflow")


def steps(group: str, *, more: str = "", kind: str = "Workflow") -> str:
    """A manifest with one group of steps."""
    main = f"- name: main\n  steps:\n  - - {group}\n"
    return workflow(main + TEMPLATES + more, spec=PARAMETERS, kind=kind)


def dag(tasks: str, *, target: str = "", more: str = "") -> str:
    """A manifest with a dag."""
    head = "- name: main\n  dag:\n" + (f"    target: {target}\n" if target else "") + "    tasks:\n"
    return workflow(head + indent(dedent(tasks).strip(), "    ") + "\n" + TEMPLATES + more, spec=PARAMETERS)


CALLS_THAT_ARGO_TAKES = {
    "inline beside a template": "{name: a, template: leaf, inline: {container: {image: b}}}",
    "recursion": "{name: a, template: main, when: '{{workflow.name}} == again'}",
    "template by a parameter with a value": "{name: a, template: '{{workflow.parameters.leaf}}'}",
    "a tag in a reference": "{name: a, templateRef: {name: '{{item}}', template: t}, withItems: [a]}",
    "an unused input without call": "{name: a, template: preset}",
    "empty value": "{name: a, template: echo, arguments: {parameters: [{name: msg, value: ''}]}}",
    "config map": (
        "{name: a, template: echo, arguments: "
        "{parameters: [{name: msg, valueFrom: {configMapKeyRef: {name: c, key: k}}}]}}"
    ),
    "value beside supplied": (
        "{name: a, template: echo, arguments: {parameters: [{name: msg, value: x, valueFrom: {supplied: {}}}]}}"
    ),
    "argument of an inline template": (
        "{name: a, arguments: {parameters: [{name: z, value: x}]}, "
        "inline: {inputs: {parameters: [{name: z}]}, container: {image: b}}}"
    ),
    "empty items beside a parameter": "{name: a, template: leaf, withItems: [], withParam: '[1]'}",
    "empty parameter beside a sequence": "{name: a, template: leaf, withParam: '', withSequence: {count: 1}}",
    "null bound": "{name: a, template: leaf, withSequence: {count: null, end: 3}}",
    "bound by a tag": "{name: a, template: leaf, withSequence: {count: '{{workflow.parameters.open}}'}}",
    "hexadecimal bound": "{name: a, template: leaf, withSequence: {count: 0x3}}",
    "null as list": "{name: a, template: leaf, withParam: 'null'}",
    "list made of tags": "{name: a, template: leaf, withParam: '[{{workflow.parameters.open}}]'}",
    "hook by a run-time name": ("{name: a, template: leaf, withItems: [leaf], hooks: {exit: {template: '{{item}}'}}}"),
}

TASK_A = "- {name: A, template: leaf}\n"

DAGS_THAT_ARGO_TAKES = {
    "empty depends": "- {name: A, template: leaf, depends: ''}\n- {name: B, template: leaf, dependencies: [A]}",
    "blank depends": "- {name: A, template: leaf, depends: ' '}",
    "operators": TASK_A + "- {name: B, template: leaf, depends: '(A||A.Failed)&&!A.Skipped'}",
    "comparison": TASK_A + "- {name: B, template: leaf, depends: 'A.Failed != A.Succeeded'}",
    "name alone hides a result of items": TASK_A + "- {name: B, template: leaf, depends: 'A.AnySucceeded || A'}",
    "items by sequence": "- {name: A, template: leaf, withSequence: {count: 2}}\n"
    "- {name: B, template: leaf, depends: A.AllFailed}",
    "twice the same": TASK_A + "- {name: B, template: leaf, dependencies: [A, A]}",
    "digits without dependencies": "- {name: '1', template: leaf}\n- {name: 2b, template: leaf}",
    "null continueOn": "- {name: A, template: leaf, continueOn: null}\n- {name: B, template: leaf, depends: A}",
    "dependency by a parameter with a value": "- {name: leaf, template: leaf}\n"
    "- {name: B, template: leaf, dependencies: ['{{workflow.parameters.leaf}}']}",
    "inline in a loop that nobody waits for": "- {name: A, withItems: [1], inline: {container: {image: b}}}\n"
    "- {name: B, template: leaf}",
}


@pytest.mark.parametrize("call", CALLS_THAT_ARGO_TAKES.values(), ids=CALLS_THAT_ARGO_TAKES.keys())
def test_calls_that_argo_takes(call: str) -> None:
    assert findings(steps(call)) == []


@pytest.mark.parametrize("tasks", DAGS_THAT_ARGO_TAKES.values(), ids=DAGS_THAT_ARGO_TAKES.keys())
def test_dags_that_argo_takes(tasks: str) -> None:
    assert findings(dag(tasks)) == []


REFUSED_CALLS = {
    "{name: a, template: nope, inline: {container: {image: b}}}": {"unknown-template"},
    "{name: a, template: '{{workflow.parameters.open}}'}": {"unknown-template"},
    "{name: a, template: null}": {"missing-call-target"},
    "{name: a, templateRef: {}}": {"incomplete-template-ref"},
    "{name: a, templateRef: {name: '{{workflow.parameters.open}}', template: t}}": {"unknown-template-ref"},
    "{name: a, templateRef: {name: zz, template: '{{workflow.parameters.open}}'}}": {"unknown-template-ref"},
    "{name: a, template: leaf, withItems: [1], withParam: '[]', withSequence: {count: 1}}": {"several-loops"},
    "{name: a, template: leaf, withSequence: {}}": {"invalid-with-sequence"},
    "{name: a, template: leaf, withSequence: {count: '', end: 3}}": {"invalid-with-sequence"},
    "{name: a, template: leaf, withParam: '{}'}": {"invalid-with-param"},
    "{name: a, template: leaf, withParam: '{{workflow.parameters.leaf}}'}": {"with-param-not-json"},
    "{name: a, template: preset, arguments: {parameters: [{name: msg, valueFrom: {event: x}}]}}": {"missing-argument"},
    "{name: a, template: echo, arguments: {artifacts: [{name: msg, raw: {data: x}}]}}": {
        "missing-argument",
        "undeclared-argument",
    },
    "{name: a, template: art, arguments: {artifacts: [{name: x, optional: true}]}}": {"artifact-without-location"},
    "{name: a, template: leaf, hooks: {exit: {template: echo, arguments: {parameters: [{name: msg}]}}}}": {
        "missing-argument"
    },
    "{name: a, template: leaf, hooks: {exit: {templateRef: {name: zz, template: t}}}}": {"hook-unknown-template"},
    "{name: a, template: leaf, hooks: {exit: {template: leaf, arguments: {artifacts: [{name: q}]}}}}": {
        "undeclared-argument"
    },
}


@pytest.mark.parametrize(("call", "expected"), REFUSED_CALLS.items())
def test_calls_with_a_mistake(call: str, expected: set[str]) -> None:
    assert rules(steps(call)) == expected


REFUSED_DAGS = {
    "- {name: A, template: leaf, dependencies: ['']}": {"unknown-dependency"},
    "- {name: A, template: leaf, dependencies: [null]}": {"unknown-dependency"},
    "- {name: A, template: leaf}\n- {name: B, template: leaf, depends: A.S}": {"unknown-dependency"},
    "- {name: A, template: leaf}\n- {name: B, template: leaf, depends: A && true}": {"unknown-dependency"},
    "- {name: A, template: leaf}\n- {name: B, template: leaf, depends: A and A}": {"unknown-dependency"},
    "- {name: A, template: leaf}\n- {name: B, template: leaf, depends: '{{workflow.parameters.open}}'}": {
        "unknown-dependency"
    },
    "- {name: A, template: leaf}\n- {name: B, template: leaf, depends: A || A.AnySucceeded}": {
        "items-result-without-loop"
    },
    "- {name: A, template: leaf, depends: A}": {"dag-cycle"},
    "- {name: not, template: leaf}\n- {name: B, template: leaf, depends: not.Failed}": {"invalid-depends"},
    "- {name: in, template: leaf}\n- {name: B, template: leaf, dependencies: [in]}": {"invalid-depends"},
    "- {name: A, template: leaf}\n- {name: B, template: leaf, depends: A Z}": {"unknown-dependency"},
    "- {name: A, template: leaf}\n- {name: B, template: leaf, depends: A & A && Z}": {
        "invalid-depends",
        "unknown-dependency",
    },
    "- {name: A, template: leaf}\n- {name: B, template: leaf, depends: '\"A\"'}": {"invalid-depends"},
    "- {name: A, template: leaf, hooks: {exit: {template: nope}}}": {"hook-never-runs"},
    "- {name: A, template: leaf, hooks: {x: {template: nope, expression: 'true'}}}": {"hook-unknown-template"},
}


@pytest.mark.parametrize(("tasks", "expected"), REFUSED_DAGS.items())
def test_dags_with_a_mistake(tasks: str, expected: set[str]) -> None:
    assert rules(dag(tasks)) == expected


@pytest.mark.parametrize(
    ("target", "refused"),
    [
        ("A B", False),
        ("'{{workflow.parameters.two}}'", False),
        ("''", False),
        ("'A '", True),
        ("A  B", True),
        ("A,B", True),
        ("a", True),
        ("'{{workflow.parameters.open}}'", True),
        ("'{{foo}}'", True),
    ],
)
def test_target(target: str, refused: bool) -> None:
    found = rules(dag("- {name: A, template: leaf}\n- {name: B, template: leaf}", target=target))
    assert found == ({"unknown-target"} if refused else set())


def test_target_is_underlined_piece_by_piece() -> None:
    text = dag("- {name: A, template: leaf}", target="A nope")
    (found,) = diagnostics(text)
    assert text[found.span.start : found.span.end] == "nope"


@pytest.mark.parametrize(
    ("depends", "underlined"),
    [
        ("A && Z.Failed", "Z"),
        ("A.Complete", "Complete"),
        ("A || A.AnySucceeded", "AnySucceeded"),
        ("A & A", "&"),
    ],
)
def test_depends_is_underlined_where_it_is_wrong(depends: str, underlined: str) -> None:
    text = dag(f"- {{name: A, template: leaf}}\n- {{name: B, template: leaf, depends: {depends}}}")
    (found,) = diagnostics(text)
    assert text[found.span.start : found.span.end] == underlined


@pytest.mark.parametrize(
    ("library", "reference", "expected"),
    [
        (LIBRARY, "{name: lib, template: t}", set()),
        (LIBRARY, "{name: lib, template: t, clusterScope: true}", {"unknown-template-ref"}),
        (LIBRARY, "{name: lib, template: '{{workflow.parameters.open}}'}", set()),
        (CLUSTER_LIBRARY, "{name: lib, template: t, clusterScope: true}", set()),
        (CLUSTER_LIBRARY, "{name: lib, template: t}", {"unknown-template-ref"}),
        (
            LIBRARY.replace("lib}", "lib, namespace: other}"),
            "{name: lib, template: t}",
            {"unknown-template-ref"},
        ),
    ],
)
def test_references(library: str, reference: str, expected: set[str]) -> None:
    call = f"{{name: a, templateRef: {reference}, arguments: {{parameters: [{{name: m, value: x}}]}}}}"
    assert rules(library + steps(call)) == expected


def test_reference_to_a_template_is_not_followed_beside_an_inline_one() -> None:
    call = "{name: a, templateRef: {name: lib, template: zz}, inline: {container: {image: b}}}"
    assert rules(LIBRARY + steps(call)) == set()


def test_before_3_6_a_tag_in_a_reference_is_looked_up() -> None:
    manifest = steps("{name: a, templateRef: {name: zz, template: '{{item}}'}, withItems: [a]}")
    assert rules(manifest, "3.5") == {"unknown-template-ref"}
    assert rules(manifest, "3.6") == {"doubtful-template-ref"}


def test_name_of_an_object_is_told_from_a_template() -> None:
    (found,) = diagnostics(LIBRARY + steps("{name: a, template: lib}"))
    assert "`templateRef: {name: lib, template: TEMPLATE}`" in (found.help or "")
    (found,) = diagnostics(LIBRARY + steps("{name: a, template: t}"))
    assert "`templateRef: {name: lib, template: t}`" in (found.help or "")


def test_template_in_place_of_a_task_is_told() -> None:
    (found,) = diagnostics(dag("- {name: A, template: leaf}\n- {name: B, template: leaf, dependencies: [leaf]}"))
    assert "`leaf` is a template" in found.message
    assert "`A`, `B`" in (found.help or "")


def test_what_follows_from_an_unknown_field_stays_quiet() -> None:
    assert rules(dag("- {name: A, tempalte: leaf}")) == {"unknown-field"}
    assert rules(dag("- {name: A, template: echo, argumens: {}}")) == {"unknown-field"}


def test_exit_hook_without_arguments_is_handed_those_of_the_workflow() -> None:
    more = "- name: bye\n  inputs: {parameters: [{name: leaf}]}\n  container: {image: b}\n"
    assert rules(steps("{name: a, template: leaf, hooks: {exit: {template: bye}}}", more=more)) == set()
    in_library = steps("{name: a, template: leaf, hooks: {exit: {template: echo}}}", kind="WorkflowTemplate")
    assert rules(in_library) == set()


def test_hooks_of_a_workflow_may_call_what_it_refers_to() -> None:
    def manifest(template: str) -> str:
        return LIBRARY + dedent(f"""\
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {{name: test}}
            spec:
              workflowTemplateRef: {{name: lib}}
              entrypoint: t
              arguments: {{parameters: [{{name: m, value: x}}]}}
              hooks: {{exit: {{template: {template}}}}}
            """)

    assert rules(manifest("t")) == set()
    assert rules(manifest("nope")) == {"hook-never-runs"}


def test_empty_groups_run_and_empty_steps_do_not() -> None:
    assert rules(workflow("- name: main\n  steps: [[]]\n")) == set()
    assert rules(workflow("- name: main\n  steps: []\n")) == {"empty-steps"}
    assert rules(workflow("- name: main\n  dag: {tasks: []}\n")) == {"empty-dag"}


def test_a_placeholder_may_name_a_task_before_3_7() -> None:
    more = """\
        - name: inner
          inputs: {parameters: [{name: x}]}
          dag:
            tasks:
            - {name: 'run-{{inputs.parameters.x}}', template: leaf}
            - {name: B, template: leaf, depends: 'run-{{inputs.parameters.x}}'}
        """
    manifest = steps("{name: a, template: inner, arguments: {parameters: [{name: x, value: v}]}}", more=dedent(more))
    assert rules(manifest, "3.6") == set()
    assert rules(manifest, "4.1") == {"invalid-name"}


def test_what_follows_from_a_missing_name_stays_quiet() -> None:
    nameless = "- container: {image: b}\n"
    assert rules(steps("{name: a, template: nope}", more=nameless)) == {"missing-name"}
    assert rules(dag("- {template: leaf}\n- {name: B, template: leaf, depends: A}")) == {"missing-name"}
    call = "{name: a, template: echo, arguments: {parameters: [{value: x}]}}"
    assert rules(steps(call)) == {"missing-name"}


def test_circles_that_share_a_task_are_one_finding() -> None:
    tasks = """
        - {name: A, template: leaf, depends: D}
        - {name: B, template: leaf, depends: A}
        - {name: C, template: leaf, depends: A}
        - {name: D, template: leaf, depends: B && C}
        - {name: E, template: leaf, depends: E}
        """
    assert [rule for _, rule in findings(dag(tasks))] == ["dag-cycle", "dag-cycle"]


def test_a_misspelt_argument_is_one_finding_where_it_stands() -> None:
    call = "{name: a, template: echo, arguments: {parameters: [{name: mgs, value: x}]}}"
    text = steps(call)
    (found,) = diagnostics(text)
    assert found.rule == "missing-argument"
    assert text[found.span.start : found.span.end] == "mgs"
    assert "did you mean `msg`?" in (found.help or "")
