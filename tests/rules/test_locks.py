"""Mutexes, semaphores and config maps, as manifests of several objects use them."""

from __future__ import annotations

import pytest

from tests.rules.manifests import HEAD
from tests.rules.pods import told
from tests.rules.support import rules, workflow

HOLD = "synchronization: {mutexes: [{name: m}]}\n"
LEAF = "- name: {}\n  suspend: {{}}\n"
MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {}\ndata: {{region: north}}\n---\n"
SOURCE = "valueFrom: {configMapKeyRef: {name: settings, key: region}}"
READS = f"- name: main\n  inputs: {{parameters: [{{name: r, {SOURCE}}}]}}\n  suspend: {{}}\n"


def calling(*names: str, own: str = "") -> str:
    """A template `main` that calls these, each holding the mutex."""
    steps = ", ".join(f"[{{name: {name}, template: {name}}}]" for name in names)
    head = "- name: main\n" + (f"  {own}" if own else "")
    return f"{head}  steps: [{steps}]\n" + "".join(LEAF.format(name) + f"  {HOLD}" for name in names)


def test_two_holders_side_by_side_are_well() -> None:
    assert not told(workflow(calling("a", "b")))


def test_a_template_waits_for_the_one_around_it() -> None:
    assert told(workflow(calling("a", own=HOLD))) == ["lock-deadlock"]


def test_a_workflow_that_nothing_of_its_own_waits_for() -> None:
    unused = LEAF.format("main") + LEAF.format("other") + f"  {HOLD}"
    assert "lock-deadlock" not in rules(workflow(unused, HOLD))


def test_other_namespaces_and_names_are_other_mutexes() -> None:
    for other in ("{name: n}", "{name: m, namespace: far}", "{name: '{{workflow.name}}'}"):
        assert "lock-deadlock" not in rules(workflow(calling("a"), f"synchronization: {{mutexes: [{other}]}}\n"))


def test_the_workflow_that_runs_a_library_holds_too() -> None:
    library = workflow(calling("a"), kind="WorkflowTemplate").replace("name: test", "name: lib") + "---\n"
    user = HEAD.format("Workflow", "{name: user}") + f"  {HOLD}  workflowTemplateRef: {{name: lib}}\n"
    assert "lock-deadlock" in rules(library + user)


def test_the_former_spelling_counts() -> None:
    single = "synchronization: {mutex: {name: m}}\n"
    assert "lock-deadlock" in rules(workflow(calling("a"), single), version="3.5")
    assert "incomplete-lock" in rules(workflow(LEAF.format("main"), "synchronization: {mutex: {}}\n"), version="3.5")


@pytest.mark.parametrize(
    ("metadata", "namespace", "found"),
    [
        ("{name: settings}", "", {"parameter-configmap-label"}),
        ("{name: settings, namespace: far}", "near", set()),
        ("{name: settings, namespace: far}", "", {"parameter-configmap-label"}),
        ("{name: other}", "", set()),
        ("{name: settings, labels: {workflows.argoproj.io/configmap-type: Parameter}}", "", set()),
        (
            "{name: settings, labels: {workflows.argoproj.io/configmap-type: Cache}}",
            "",
            {"parameter-configmap-label"},
        ),
    ],
)
def test_config_maps_of_the_same_files(metadata: str, namespace: str, found: set[str]) -> None:
    text = workflow(READS)
    if namespace:
        text = text.replace("name: test", f"name: test\n  namespace: {namespace}")
    assert set(told(MAP.format(metadata) + text)) == found


def test_a_default_stands_in_for_a_lost_key() -> None:
    labelled = MAP.format("{name: settings, labels: {workflows.argoproj.io/configmap-type: Parameter}}")
    lost = READS.replace("key: region", "key: zone")
    assert told(labelled + workflow(lost)) == ["missing-configmap-key"]
    assert not told(labelled + workflow(lost.replace("valueFrom: {", "valueFrom: {default: x, ")))


@pytest.mark.parametrize(
    ("key", "is_right"),
    [
        ("a-1", True),
        ("-a", False),
        ("a_b", False),
        ("'{{inputs.parameters.x}}-a'", True),
        ("'{{=1}}/a'", False),
    ],
)
def test_keys_of_results(key: str, is_right: bool) -> None:
    memoize = f"memoize: {{key: {key}, maxAge: 1h, cache: {{configMap: {{name: c}}}}}}"
    text = f"- name: main\n  inputs: {{parameters: [{{name: x}}]}}\n  {memoize}\n  suspend: {{}}\n"
    found = rules(workflow(text, "arguments: {parameters: [{name: x}]}\n"))
    assert ("invalid-memoize-key" not in found) is is_right


@pytest.mark.parametrize(("limit", "found"), [('"1"', True), ('"2"', False), ('"{{x}}"', False)])
def test_a_semaphore_that_lets_one_in_is_a_mutex(limit: str, found: bool) -> None:
    lock = "synchronization: {semaphores: [{configMapKeyRef: {name: c, key: k}}]}\n"
    limits = f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\ndata: {{k: {limit}}}\n"
    text = workflow("- name: main\n  steps: [[{name: a, template: a}]]\n" + LEAF.format("a") + f"  {lock}", lock)
    assert ("lock-deadlock" in rules(f"{text}---\n{limits}")) == found
    assert "lock-deadlock" not in rules(text)
