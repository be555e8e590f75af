"""What an older Kubernetes lacks, or still has, in manifests and patches."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from argolint.project.session import Settings, check_sources
from argolint.schema.versions import KUBERNETES, parse
from argolint.source import SourceFile
from tests.rules.support import workflow


def told(text: str, release: str) -> list[tuple[str, str, str | None]]:
    """Rule, message and help of each finding for a release of Kubernetes."""
    settings = Settings(kubernetes_version=parse(release), ignore=("unused", "access", "security"))
    found = check_sources([SourceFile("test.yaml", text)], settings).diagnostics
    return [(at.rule, at.message, at.help) for at in found]


def creating(manifest: str) -> str:
    """A workflow that creates an object."""
    return workflow(
        "- name: main\n  resource:\n    action: create\n    manifest: |\n" + indent(dedent(manifest), "      ")
    )


JOB = """\
  apiVersion: batch/v1
  kind: Job
  metadata: {name: a}
  spec:
    podReplacementPolicy: Failed
    template:
      spec:
        containers: [{name: a, image: "b:1"}]
        restartPolicy: Never
"""


def test_a_field_that_came_later() -> None:
    (found,) = told(creating(JOB), "1.27")
    rule, message, help_ = found
    assert rule == "manifest-unknown-field"
    assert "podReplacementPolicy" in message
    assert help_ == "`podReplacementPolicy` came with Kubernetes 1.28"


@pytest.mark.parametrize("release", ["1.28", "1.31", "1.35"])
def test_a_field_that_is_there(release: str) -> None:
    assert told(creating(JOB), release) == []


def test_a_kind_that_came_later() -> None:
    claim = "  apiVersion: networking.k8s.io/v1\n  kind: IPAddress\n  metadata: {name: a}\n"
    ((rule, message, help_),) = told(creating(claim), "1.30")
    assert rule == "wrong-manifest-version"
    assert message == "IPAddress in `networking.k8s.io/v1` came with Kubernetes 1.33"
    assert help_ == "Kubernetes 1.30 is what this is checked for"
    assert told(creating(claim), "1.33") == []


def test_a_kind_that_was_still_there() -> None:
    schema = (
        "  apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\n  kind: FlowSchema\n  metadata: {name: a}\n  spec: {}\n"
    )
    assert told(creating(schema), "1.31") == []
    assert [rule for rule, *_ in told(creating(schema), "1.32")] == ["wrong-manifest-version"]


def test_a_field_that_was_still_there() -> None:
    pod = """\
  apiVersion: v1
  kind: Pod
  metadata: {name: a}
  spec:
    containers: [{name: a, image: "b:1"}]
    resourceClaims: [{name: c, source: {resourceClaimName: d}}]
"""
    assert told(creating(pod), "1.30") == []
    assert [rule for rule, *_ in told(creating(pod), "1.31")] == ["manifest-unknown-field"]


def test_a_patch_with_a_field_that_came_later() -> None:
    patched = workflow(
        '- name: main\n  podSpecPatch: \'{"resources": {"limits": {"cpu": "1"}}}\'\n'
        "  container: {image: 'b:1', command: [a]}\n"
    )
    ((rule, _, help_),) = told(patched, "1.31")
    assert (rule, help_) == ("pod-spec-patch-unknown-field", "`resources` came with Kubernetes 1.32")
    assert told(patched, "1.32") == []


def test_every_release_has_a_table() -> None:
    for release in KUBERNETES:
        assert told(creating(JOB.replace("    podReplacementPolicy: Failed\n", "")), str(release)) == []
