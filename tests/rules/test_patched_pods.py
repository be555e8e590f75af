"""What is wrong with a pod only once its patches are merged in."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from tests.rules.support import diagnostics, workflow

LIMITED = "resources: {limits: {cpu: 500m, memory: 1Gi}, requests: {cpu: 100m}}"


def found(patch: str, *, own: str = LIMITED, spec: str = "", more: str = "") -> list[tuple[str, str]]:
    """Rule and underlined text of each finding about a template with a patch."""
    block = "  podSpecPatch: |\n" + indent(dedent(patch), "    ") + "\n" if patch else ""
    template = f"- name: main\n{block}  container: {{image: 'b:1', command: [a], {own}}}\n"
    text = workflow(template + indent(dedent(more), "  "), spec)
    return [(at.rule, text[at.span.start : at.span.end]) for at in diagnostics(text) if at.severity != "info"]


def of_workflow(patch: str) -> str:
    return "podSpecPatch: |\n" + indent(dedent(patch), "  ") + "\n"


def test_a_request_above_the_limit_of_the_template() -> None:
    patch = "containers: [{name: main, resources: {requests: {cpu: 2}}}]"
    assert found(patch) == [("request-above-limit", "2")]


def test_a_limit_below_the_request_of_the_template() -> None:
    patch = '{"containers": [{"name": "main", "resources": {"limits": {"cpu": "50m"}}}]}'
    assert found(patch) == [("request-above-limit", "100m")]


def test_the_patch_of_the_workflow_comes_first() -> None:
    lifted = "containers: [{name: main, resources: {limits: {cpu: 4}}}]"
    asking = "containers: [{name: main, resources: {requests: {cpu: 2}}}]"
    assert found(asking, spec=of_workflow(lifted)) == []
    assert found(lifted, spec=of_workflow(asking)) == []
    assert found("", spec=of_workflow(asking)) == [("request-above-limit", "2")]


@pytest.mark.parametrize(
    "patch",
    [
        "containers: [{name: main, resources: {limits: {cpu: 1}, requests: {cpu: 1}}}]",
        "containers: [{name: main, resources: {requests: {cpu: '{{workflow.uid}}'}}}]",
        "containers: [{name: main, $patch: replace, image: 'b:1', resources: {requests: {cpu: 1}}}]",
        "containers: [{name: main, volumeMounts: [{name: d, mountPath: /d}]}]\nvolumes: [{name: d, emptyDir: {}}]",
        "containers: [{name: main, volumeMounts: [{name: '{{workflow.uid}}', mountPath: /d}]}]",
        "containers: [{name: main, volumeMounts: [{name: var-run-argo, mountPath: /d}]}]",
        "containers: [{name: main, volumeMounts: [{mountPath: /d, $patch: delete, name: gone}]}]",
    ],
)
def test_what_may_be_right(patch: str) -> None:
    assert found(patch) == []


def test_a_mount_of_no_volume() -> None:
    patch = "containers: [{name: main, volumeMounts: [{name: nowhere, mountPath: /d}]}]"
    assert found(patch) == [("undefined-volume", "nowhere")]
    assert found("", spec=of_workflow(patch)) == [("undefined-volume", "nowhere")]
    assert found(patch, spec="volumes: [{name: nowhere, emptyDir: {}}]\n") == [("undefined-volume", "nowhere")]
    assert found(patch, more="volumes: [{name: nowhere, emptyDir: {}}]") == []


@pytest.mark.parametrize(("value", "is_told"), [("2", False), ("many", True), ('"2"', True), ("}", True)])
def test_a_patch_with_known_values(value: str, is_told: bool) -> None:
    spec = f"arguments: {{parameters: [{{name: much, value: '{value}'}}]}}\n"
    patch = '{"terminationGracePeriodSeconds": {{workflow.parameters.much}}}'
    told = [("patch-broken-by-value", "{{workflow.parameters.much}}")]
    assert [at for at in found(patch, spec=spec) if at[0] != "pod-spec-patch-from-parameter"] == told * is_told
