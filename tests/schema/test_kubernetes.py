"""The table of Kubernetes' own kinds, and which versions go with which kind."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from argolint import resources
from argolint.schema import kubernetes
from argolint.schema.api_versions import mismatch
from argolint.schema.versions import NEWEST_KUBERNETES

SCHEMAS = Path(resources.folder("schemas"))


@pytest.mark.conformance
def test_the_compiler_makes_the_shipped_table(facts: Path, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("compile_kubernetes", SCHEMAS / "kubernetes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(facts / "schema", tmp_path)
    name = f"kubernetes-{NEWEST_KUBERNETES}.json"
    assert (tmp_path / name).read_bytes() == (SCHEMAS / name).read_bytes()


def test_kinds() -> None:
    deployment = kubernetes.find("apps/v1", "Deployment")
    assert deployment is not None
    assert (deployment.group, deployment.plural, deployment.namespaced) == ("apps", "deployments", True)
    assert kubernetes.versions_of("HorizontalPodAutoscaler") == ("autoscaling/v1", "autoscaling/v2")
    assert kubernetes.find("v1", "Deployment") is None


def test_what_took_the_place_of_a_removed_version_exists() -> None:
    for key in kubernetes.removed_keys():
        api_version, kind = key.split(" ")
        gone = kubernetes.removed(api_version, kind)
        assert gone is not None
        assert kubernetes.find(api_version, kind) is None
        assert gone.instead is None or kubernetes.find(gone.instead, kind) is not None, key


@pytest.mark.parametrize(
    ("api_version", "kind", "help_"),
    [
        ("extensions/v1beta1", "Ingress", "write `networking.k8s.io/v1`"),
        ("policy/v1beta1", "PodSecurityPolicy", "nothing took its place"),
        ("v1", "Job", "write `batch/v1`"),
        ("apps/v2", "Deployment", "write `apps/v1`"),
        ("v1", "configMap", "did you mean `ConfigMap`?"),
        ("apps/v1", "Deploymnet", "did you mean `Deployment`?"),
    ],
)
def test_mismatches(api_version: str, kind: str, help_: str) -> None:
    wrong = mismatch(api_version, kind, NEWEST_KUBERNETES)
    assert wrong is not None
    assert wrong.help == help_


@pytest.mark.parametrize(
    ("api_version", "kind"),
    [
        ("v1", "ConfigMap"),
        ("v1", "ConfigMapList"),
        ("example.com/v1", "Job"),
        ("serving.knative.dev/v1", "Service"),
        ("gateway.networking.k8s.io/v1", "Gateway"),
        ("resource.k8s.io/v1beta2", "ResourceClaim"),
        ("admissionregistration.k8s.io/v1beta1", "MutatingAdmissionPolicy"),
        ("argoproj.io/v1alpha1", "Rollout"),
    ],
)
def test_what_may_exist(api_version: str, kind: str) -> None:
    assert mismatch(api_version, kind, NEWEST_KUBERNETES) is None
