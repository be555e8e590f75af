"""Patches for pods: how they are read, what is found in them, and where."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from tests.rules.pods import told
from tests.rules.support import diagnostics, rules, workflow
from tests.rules.templates import main, template

RULES = {"invalid-pod-spec-patch", "pod-spec-patch-unknown-field", "pod-spec-patch-unknown-container"}


def patched(patch: str, *more: str) -> str:
    """A manifest whose template has this patch as a literal block."""
    return main("container: {image: busybox, command: [date]}", *more, "podSpecPatch: |", *_block(patch))


def _block(patch: str) -> list[str]:
    return indent(dedent(patch), "  ").splitlines()


@pytest.mark.parametrize(
    "patch",
    [
        "terminationGracePeriodSeconds: 10",
        '{"containers": [{"name": "main", "resources": {"limits": {"memory": "64Mi"}}}]}',
        'containers: [{name: main, resources: {limits: {memory: "{{workflow.uid}}", cpu: {{pod.name}}}}}]',
        '{"terminationGracePeriodSeconds": {{inputs.parameters.m}}}',
        '{"hostNetwork": true {{inputs.parameters.m}}}',
        "{{inputs.parameters.m}}",
        "{{inputs.parameters.m}}: {}",
        "containers: [{name: extra, image: busybox}]",
        "containers: [{name: wait, resources: {}}]",
        "containers: [{name: '{{inputs.parameters.m}}', resources: {}}]",
        "containers:\n- $patch: delete\n  name: other",
        "$retainKeys: [containers]",
        "initContainers: [{name: init, resources: {}}]",
        "tolerations: [{key: a, operator: Exists}]",
        "hostnetwork: true",
        "# nothing",
    ],
)
def test_patches_that_may_be_right(patch: str) -> None:
    text = patched(patch, "inputs: {parameters: [{name: m, value: '{{workflow.uid}}'}]}")
    assert not rules(text) & RULES


@pytest.mark.parametrize(
    ("patch", "rule", "shown"),
    [
        ('{"a": 1,}', "invalid-pod-spec-patch", "}"),
        ("{containers: []}", "invalid-pod-spec-patch", "c"),
        ("- name: main", "invalid-pod-spec-patch", None),
        ("containers: [{image: a}", "invalid-pod-spec-patch", None),
        ("containers: [{resources: {}}]", "invalid-pod-spec-patch", "resources"),
        ("terminationGracePeriodSeconds: soon", "invalid-pod-spec-patch", "soon"),
        ("terminationGracePeriodSeconds: '{{inputs.parameters.m}}'", "invalid-pod-spec-patch", None),
        ("dnsPolicy: None_", "invalid-pod-spec-patch", "None_"),
        ("spec: {hostNetwork: true}", "pod-spec-patch-unknown-field", "spec"),
        ("containers: [{name: main, resource: {}}]", "pod-spec-patch-unknown-field", "resource"),
        ("containers: [{name: mian, resources: {}}]", "pod-spec-patch-unknown-container", "mian"),
        ("initContainers: [{name: main, resources: {}}]", "pod-spec-patch-unknown-container", "main"),
    ],
)
def test_what_is_wrong_is_shown_at_its_place(patch: str, rule: str, shown: str | None) -> None:
    text = patched(patch, "inputs: {parameters: [{name: m, value: '{{workflow.uid}}'}]}")
    found = [one for one in diagnostics(text) if one.rule in RULES]
    assert [one.rule for one in found] == [rule]
    if shown is not None:
        span = found[0].span
        assert found[0].source.text[span.start : span.end] == shown


def test_a_patch_for_all_pods_knows_the_containers_of_all() -> None:
    spec = 'podSpecPatch: "containers: [{name: side, resources: {}}, {name: b, resources: {}}]"\n'
    both = (
        "- name: main\n  container: {image: busybox, command: [date]}\n"
        "  sidecars: [{name: side, image: busybox, command: [date]}]\n"
        "- name: set\n  containerSet: {containers: [{name: b, image: busybox, command: [date]}]}\n"
    )
    assert not rules(workflow(both, spec)) & RULES
    alone = "- name: main\n  container: {image: busybox, command: [date]}\n"
    assert rules(workflow(alone, spec)) & RULES == {"pod-spec-patch-unknown-container"}


def test_the_collector_of_artifacts_has_pods_of_its_own() -> None:
    spec = "artifactGC: {podSpecPatch: 'containers: [{name: collector, resource: {}}]'}\n"
    alone = "- name: main\n  container: {image: busybox, command: [date]}\n"
    assert told(workflow(alone, spec)) == ["pod-spec-patch-unknown-field"]


def test_templates_from_elsewhere_leave_it_open() -> None:
    spec = 'podSpecPatch: "containers: [{name: side, resources: {}}]"\n'
    calls = "- name: main\n  steps: [[{name: a, templateRef: {name: far, template: '{{workflow.name}}'}}]]\n"
    assert not rules(workflow(calls, spec)) & RULES


def test_a_map_in_place_of_a_text_is_told_once() -> None:
    assert told(template("podSpecPatch: {hostNetwork: true}")) == ["wrong-type"]


def test_deep_and_odd_patches_break_nothing() -> None:
    for patch in (
        "[" * 5000,
        "{" * 5000,
        '{"a":' * 3000,
        "a: " * 200,
        "'",
        "\\",
        "{{{{}}",
        "{{",
        '{"a": "{{"}',
    ):
        assert "internal-error" not in rules(patched(patch))
