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


def _shown(text: str, rule: str) -> list[str]:
    """What is underlined in a manifest by a rule."""
    return [one.source.text[one.span.start : one.span.end] for one in diagnostics(text) if one.rule == rule]


@pytest.mark.parametrize(
    ("patch", "shown"),
    [
        ("terminationGracePeriodSeconds: {{workflow.parameters.word}}", ["{{workflow.parameters.word}}"]),
        ("terminationGracePeriodSeconds: {{workflow.parameters.number}}", []),
        ("terminationGracePeriodSeconds: {{workflow.parameters.open}}", []),
        ("terminationGracePeriodSeconds: {{workflow.parameters.number}}\nhostNetwork: maybe", []),
        ("{{workflow.parameters.word}}", ["{{workflow.parameters.word}}"]),
        ('{"containers": [{"name": "main", "image": {{workflow.parameters.word}}}]}', ["{{workflow.parameters.word}}"]),
        ('{"terminationGracePeriodSeconds": {{workflow.parameters.number}}}', []),
        ("hostNetwork: {{= 1 + 1}}", ["{{= 1 + 1}}"]),
    ],
)
def test_known_values_are_put_in(patch: str, shown: list[str]) -> None:
    assert _shown(patched(patch), "patch-broken-by-value") == shown


def test_a_default_that_callers_replace_proves_nothing() -> None:
    text = workflow(
        "- name: main\n"
        "  steps: [[{name: a, template: b, arguments: {parameters: [{name: n, value: '3'}]}}]]\n"
        "- name: b\n"
        "  inputs: {parameters: [{name: n, default: none}]}\n"
        "  podSpecPatch: 'terminationGracePeriodSeconds: {{inputs.parameters.n}}'\n"
        "  container: {image: busybox, command: [date]}\n"
    )
    assert "patch-broken-by-value" not in rules(text)


LIMITED = "container: {image: busybox, command: [date], resources: {limits: {memory: 1Gi}, requests: {cpu: 1}}}"


def _requests(amounts: str, name: str = "main") -> str:
    return f"containers: [{{name: {name}, resources: {{requests: {{{amounts}}}}}}}]"


@pytest.mark.parametrize(
    ("spec", "own", "shown"),
    [
        ("", _requests("memory: 2Gi"), ["2Gi"]),
        (_requests("memory: 2Gi"), "", ["2Gi"]),
        (_requests("memory: 2Gi"), _requests("memory: 1Gi"), []),
        (_requests("memory: 2Gi"), _requests("memory: null"), []),
        (_requests("memory: 2Gi"), _requests("cpu: 2"), ["2Gi"]),
        (_requests("memory: 2Gi"), "containers: [{name: main, resources: {$patch: replace}}]", []),
        (_requests("memory: 2Gi"), "containers: [{name: main, $patch: delete}]", []),
        (_requests("memory: 2Gi"), "containers: [{$patch: replace}, {name: main, image: busybox}]", []),
        (_requests("memory: 2Gi"), "$setElementOrder/containers: [{name: wait}, {name: main}]", ["2Gi"]),
        (_requests("memory: 2Gi"), "containers: [{name: '{{workflow.uid}}', resources: {limits: {memory: 4Gi}}}]", []),
        (_requests("memory: 1Gi"), "containers: [{name: main, resources: {limits: {memory: 512Mi}}}]", ["1Gi"]),
        ("", _requests("memory: '{{workflow.parameters.open}}'"), []),
        ("", _requests("memory: '{{workflow.parameters.number}}Gi'"), ["{{workflow.parameters.number}}Gi"]),
        ("", _requests("memory: 2Gi", "wait"), []),
        ("", "containers: [{name: main, resources: {limits: {cpu: 500m}}}]", ["1"]),
    ],
)
def test_amounts_are_compared_as_merged(spec: str, own: str, shown: list[str]) -> None:
    lines = ["- name: main", f"  {LIMITED}"] + ([f'  podSpecPatch: "{own}"'] if own else [])
    general = f'podSpecPatch: "{spec}"\n' if spec else ""
    arguments = "arguments: {parameters: [{name: number, value: '30'}, {name: open}]}\n"
    found = _shown(workflow("\n".join(lines) + "\n", general + arguments), "request-above-limit")
    assert [one.strip("'") for one in found] == shown


def test_a_patch_of_a_workflow_reaches_the_templates_that_it_refers_to() -> None:
    library = workflow(f"- name: main\n  {LIMITED}\n", kind="WorkflowTemplate")
    runner = (
        "---\napiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: a-}\nspec:\n"
        f"  podSpecPatch: '{_requests('memory: 2Gi')}'\n  workflowTemplateRef: {{name: test}}\n"
    )
    assert _shown(library + runner, "request-above-limit") == ["2Gi"]


def test_a_mistake_in_a_patch_for_all_pods_is_told_once() -> None:
    both = f"- name: main\n  {LIMITED}\n- name: other\n  {LIMITED}\n"
    spec = f"podSpecPatch: '{_requests('memory: 2Gi')}'\n"
    assert _shown(workflow(both, spec), "request-above-limit") == ["2Gi"]


def test_defaults_give_a_patch_where_a_template_has_none() -> None:
    spec = f"templateDefaults: {{podSpecPatch: '{_requests('memory: 2Gi')}'}}\n"
    one = f"- name: main\n  {LIMITED}\n"
    assert _shown(workflow(one, spec), "request-above-limit") == ["2Gi"]
    own = f"{one}  podSpecPatch: 'hostNetwork: false'\n"
    assert _shown(workflow(own, spec), "request-above-limit") == []


MOUNTED = (
    "- name: main\n"
    "  volumes: [{name: used, emptyDir: {}}, {name: idle, emptyDir: {}}]\n"
    "  container: {image: busybox, command: [date], volumeMounts: [{name: used, mountPath: /used}],"
    " env: [{name: A, value: a}], ports: [{containerPort: 80, name: web}]}\n"
)


def _merged(own: str, spec: str = "", kind: str = "Workflow") -> str:
    general = "volumes: [{name: common, emptyDir: {}}]\n" + (f"podSpecPatch: '{spec}'\n" if spec else "")
    return workflow(MOUNTED + (f"  podSpecPatch: '{own}'\n" if own else ""), general, kind)


def _mounts(volume: str, name: str = "main", path: str = "/other") -> str:
    return f"containers: [{{name: {name}, volumeMounts: [{{name: {volume}, mountPath: {path}}}]}}]"


@pytest.mark.parametrize(
    ("spec", "own", "shown"),
    [
        ("", _mounts("used"), []),
        ("", _mounts("far"), ["far"]),
        ("", _mounts("idle"), []),
        ("", _mounts("common"), ["common"]),
        ("volumes: [{name: common, emptyDir: {}}]", _mounts("common"), []),
        (_mounts("far"), "", ["far"]),
        (_mounts("far"), "volumes: [{name: far, emptyDir: {}}]", []),
        ("volumes: [{name: far, emptyDir: {}}]", _mounts("far"), []),
        (_mounts("far"), _mounts("used"), []),
        (_mounts("far"), _mounts("used", path="/more"), ["far"]),
        (_mounts("far"), "containers: [{name: main, volumeMounts: [{$patch: replace}]}]", []),
        ("", _mounts("var-run-argo"), []),
        ("", _mounts('"{{workflow.uid}}"'), []),
        ("", _mounts("far") + '\nvolumes: [{name: "{{workflow.uid}}", emptyDir: {}}]', []),
        ("", "initContainers: [{name: init, volumeMounts: [{name: far, mountPath: /a}]}]", ["far"]),
    ],
)
def test_patches_mount_what_the_pod_has(spec: str, own: str, shown: list[str]) -> None:
    assert _shown(_merged(own.replace("\n", "\n\n    "), spec), "undefined-volume") == shown


def test_a_library_may_get_its_volumes_from_a_patch_of_its_caller() -> None:
    assert _shown(_merged(_mounts("far"), kind="WorkflowTemplate"), "undefined-volume") == []


@pytest.mark.parametrize(
    ("spec", "own", "shown"),
    [
        ("", "containers: [{name: main, env: [{name: A, valueFrom: {fieldRef: {fieldPath: a}}}]}]", ["valueFrom"]),
        ("", "containers: [{name: main, env: [{name: B, valueFrom: {fieldRef: {fieldPath: a}}}]}]", []),
        ("", "containers: [{name: main, env: [{name: A, value: null, valueFrom: {fieldRef: {fieldPath: a}}}]}]", []),
        ("", "containers: [{name: main, env: [{name: A, value: b}, {name: A, value: c}]}]", []),
        ("", "initContainers: [{name: main, image: busybox}]", ["main"]),
        ("containers: [{name: a, image: busybox}]", "initContainers: [{name: a, image: busybox}]", ["a"]),
        ("", "volumes: [{name: used, configMap: {name: a}}]", ["configMap"]),
        ("", "volumes: [{name: used, emptyDir: {medium: Memory}}]", []),
        ("", "volumes: [{name: used, $retainKeys: [name, configMap], configMap: {name: a}}]", []),
        ("", "volumes: [{name: used, $patch: replace}, {name: used, configMap: {name: a}}]", []),
        ("", "volumes: [{name: idle, configMap: {name: a}}]", ["configMap"]),
        ("", "volumes: [{name: common, configMap: {name: a}}]", []),
        ("", 'volumes: [{name: "{{workflow.uid}}", configMap: {name: a}}]', []),
        ("volumes: [{name: used, configMap: {name: a}}]", "volumes: [{name: used, configMap: null}]", []),
        ("volumes: [{name: used, configMap: {name: a}}]", "hostNetwork: false", ["configMap"]),
    ],
)
def test_what_clashes_once_patches_are_merged(spec: str, own: str, shown: list[str]) -> None:
    assert _shown(_merged(own, spec), "pod-spec-patch-clash") == shown


def test_a_template_changes_what_the_patch_for_all_pods_adds() -> None:
    text = _merged(
        "containers: [{name: side, resources: {}}]", "containers: [{name: side, image: busybox, command: [a]}]"
    )
    assert "pod-spec-patch-unknown-container" not in rules(text)


def test_an_empty_image_is_none() -> None:
    text = _merged('containers: [{name: side, image: ""}]')
    assert _shown(text, "pod-spec-patch-unknown-container") == ["side"]


@pytest.mark.parametrize(
    ("patch", "rule", "shown"),
    [
        ("containers: [{name: main, ports: [{containerPort: 81, name: web}]}]", "invalid-port-name", ["web"]),
        ("containers: [{name: main, ports: [{containerPort: 81, name: Web}]}]", "invalid-port-name", ["Web"]),
        ("containers: [{name: main, ports: [{containerPort: 80, name: web}]}]", "invalid-port-name", []),
        ("containers: [{name: side, image: a, ports: [{containerPort: 81, name: web}]}]", "invalid-port-name", []),
        ("containers: [{name: main, env: [{name: a=b, value: c}]}]", "invalid-env", ["a=b"]),
        ("containers: [{name: main, env: [{name: B, valueFrom: {}}]}]", "invalid-env", ["valueFrom"]),
        ("containers: [{name: main, image: Busybox}]", "invalid-image", ["Busybox"]),
        ("containers: [{name: main, image: {{workflow.uid}}}]", "invalid-image", []),
        ("containers: [{name: main, image: a:latest}]", "image-latest", ["a:latest"]),
    ],
)
def test_parts_that_a_patch_adds_are_held_to_the_same_rules(patch: str, rule: str, shown: list[str]) -> None:
    assert _shown(_merged(patch), rule) == shown
