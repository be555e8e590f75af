"""Where the cluster is found."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from argolint.cluster.connection import Access, connect
from argolint.cluster.objects import Collection
from argolint.cluster.observing import observe, targets
from argolint.plan.operation import Source, apply
from argolint.project.errors import UsageError
from tests.cluster.server import ADMIN, ApiServer

if TYPE_CHECKING:
    from pathlib import Path

    from argolint.cluster.connection import Cluster


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("KUBECONFIG", "KUBERNETES_SERVICE_HOST"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def answers(cluster: Cluster) -> bool:
    collection = Collection("argoproj.io/v1alpha1", "CronWorkflow", "nowhere")
    return list(cluster.api.listed(collection, metadata_only=False)) == []


def test_the_usual_file(server: ApiServer, home: Path) -> None:
    (home / ".kube").mkdir()
    server.write_kubeconfig(home / ".kube" / "config", ADMIN, "team")
    cluster = connect(Access())
    assert (cluster.namespace, cluster.is_named, answers(cluster)) == ("team", False, True)
    assert connect(Access(namespace="other")).namespace == "other"


def test_several_files_and_a_context(server: ApiServer, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.write_kubeconfig(home / "one", ADMIN, "team")
    config = json.loads((home / "one").read_text(encoding="utf-8"))
    second = {"name": "second", "context": {**config["contexts"][0]["context"], "namespace": "else"}}
    (home / "two").write_text(json.dumps({"kind": "Config", "contexts": [second]}), encoding="utf-8")
    monkeypatch.setenv("KUBECONFIG", os.pathsep.join(str(home / name) for name in ("one", "none", "two")))
    assert connect(Access()).namespace == "team"
    cluster = connect(Access(context="second"))
    assert (cluster.namespace, answers(cluster)) == ("else", True)
    with pytest.raises(UsageError, match="no context `secnd`"):
        connect(Access(context="secnd"))


def test_no_current_context(server: ApiServer, home: Path) -> None:
    path = server.write_kubeconfig(home / "config", ADMIN, "team")
    config = json.loads(path.read_text(encoding="utf-8"))
    name = config.pop("current-context")
    path.write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(UsageError, match="has no current context"):
        connect(Access(str(path)))
    cluster = connect(Access(str(path), context=name))
    assert (cluster.namespace, answers(cluster)) == ("team", True)


def test_another_token(server: ApiServer, namespace: str, home: Path) -> None:
    path = server.write_kubeconfig(home / "config", "wrong", namespace)
    with pytest.raises(UsageError, match="refuses the credentials"):
        answers(connect(Access(str(path))))
    assert answers(connect(Access(str(path), token=ADMIN)))


def test_inside_of_a_pod(server: ApiServer, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    host, _, port = server.url.removeprefix("https://").partition(":")
    (home / "token").write_text(ADMIN, encoding="utf-8")
    (home / "namespace").write_text("team\n", encoding="utf-8")
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", host)
    monkeypatch.setenv("KUBERNETES_SERVICE_PORT", port)
    inside = "kubernetes.config.incluster_config"
    monkeypatch.setattr(f"{inside}.SERVICE_TOKEN_FILENAME", str(home / "token"))
    monkeypatch.setattr(f"{inside}.SERVICE_CERT_FILENAME", str(server.certificate))
    monkeypatch.setattr("argolint.cluster.connection._IN_POD", str(home / "namespace"))
    cluster = connect(Access())
    assert (cluster.namespace, answers(cluster)) == ("team", True)


def test_a_kind_of_the_whole_cluster_that_is_not_installed(server: ApiServer, home: Path) -> None:
    path = server.write_kubeconfig(home / "config", ADMIN, "default")
    data = {"apiVersion": "argoproj.io/v9", "kind": "ClusterWorkflowTemplate", "metadata": {"name": "a"}}
    wanted = targets([apply(data, Source("a.yaml", 1, 1, 1, 1, {}), "")], "default")
    with pytest.raises(UsageError, match=r"does not know clusterworkflowtemplates of argoproj\.io/v9"):
        observe(connect(Access(str(path))), wanted, prune=False)
