"""`argolint rbac --cluster`: what is needed beside the roles that a real cluster has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from tests.cluster.commands import CHECKOUT, Shell
from tests.cluster.server import ADMIN, ApiServer, Rule

if TYPE_CHECKING:
    from pathlib import Path

_RBAC = "/apis/rbac.authorization.k8s.io/v1"
_SCHEMA = Draft202012Validator(json.loads((CHECKOUT / "schemas" / "rbac.json").read_text(encoding="utf-8")))
_RESULTS = Rule(("create", "patch"), ("workflowtaskresults",), ("argoproj.io",))
_READS = Rule(("get",), ("configmaps",), names=("one",))


@pytest.fixture
def shell(server: ApiServer, namespace: str, tmp_path: Path) -> Shell:
    shell = Shell(server, tmp_path, namespace, ADMIN)
    shell.write(_workflow())
    return shell


def _workflow(kind: str = "ConfigMap", api: str = "v1", **metadata: str) -> dict[str, Any]:
    manifest = json.dumps({"apiVersion": api, "kind": kind, "metadata": {"name": "one", **metadata}})
    main = {"name": "main", "resource": {"action": "get", "manifest": manifest}}
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Workflow",
        "metadata": {"generateName": "a-"},
        "spec": {"entrypoint": "main", "serviceAccountName": "worker", "templates": [main]},
    }


def _compared(shell: Shell, *arguments: str) -> tuple[int, dict[str, Any]]:
    done = shell("rbac", "a.yaml", "--cluster", "--format", "json", *arguments)
    assert done.err == ""
    found = json.loads(done.out)
    _SCHEMA.validate(found)
    return done.status, found


def test_just_enough(server: ApiServer, shell: Shell) -> None:
    server.make_account("worker", shell.namespace)
    server.grant("worker", shell.namespace, [_RESULTS, _READS], shell.namespace)
    status, found = _compared(shell)
    assert (status, [name for name, at in found.items() if at and name != "version"]) == (0, [])
    assert shell("rbac", "a.yaml", "--cluster").out == "0 missing, 0 excessive, 0 with wildcards.\n"


def test_what_is_missing(server: ApiServer, shell: Shell) -> None:
    server.make_account("worker", shell.namespace)
    server.grant("worker", shell.namespace, [_RESULTS], shell.namespace)
    status, found = _compared(shell)
    (missing,) = found["missing"]
    assert (status, missing["verb"], missing["resource"], missing["name"]) == (1, "get", "configmaps", "one")
    said = shell("rbac", "a.yaml", "--cluster").out
    assert f"missing: `{shell.namespace}/worker` lacks `get` on `configmaps` `one` in `{shell.namespace}`" in said


def test_an_account_that_does_not_exist(server: ApiServer, shell: Shell) -> None:
    server.grant("worker", shell.namespace, [_RESULTS, _READS], shell.namespace)
    status, found = _compared(shell)
    assert (status, found["missing"]) == (1, [])
    assert found["absent"] == [{"name": "worker", "namespace": shell.namespace}]
    said = shell("rbac", "a.yaml", "--cluster").out
    assert f"absent: the cluster has no service account `{shell.namespace}/worker`" in said


def test_what_is_too_much_or_a_wildcard(server: ApiServer, shell: Shell) -> None:
    server.make_account("worker", shell.namespace)
    server.grant("worker", shell.namespace, [_RESULTS, Rule(("get", "delete"), ("configmaps",))], shell.namespace)
    server.grant("worker", shell.namespace, [Rule(("*",), ("secrets",))], shell.namespace, name="-more")
    status, found = _compared(shell)
    assert status == 0
    assert [at["message"] for at in found["excessive"]] == [
        "`get` on `configmaps` is needed for `one` only",
        "`delete` on `configmaps` is needed nowhere",
    ]
    assert [at["message"] for at in found["wildcards"]] == ['`*` on `secrets` of the group `""`; none is needed']


def test_roles_of_the_whole_cluster(server: ApiServer, shell: Shell) -> None:
    server.make_account("worker", shell.namespace)
    server.grant("worker", shell.namespace, [_RESULTS, _READS], None)
    status, found = _compared(shell)
    assert (status, found["missing"]) == (0, [])
    assert {at["message"].rpartition(" is ")[2] for at in found["excessive"]} == {f"needed in `{shell.namespace}` only"}


def test_a_binding_to_a_role_that_is_gone(server: ApiServer, shell: Shell) -> None:
    server.make_account("worker", shell.namespace)
    server.grant("worker", shell.namespace, [_RESULTS], shell.namespace)
    binding = {
        "metadata": {"name": "old"},
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "gone"},
        "subjects": [{"kind": "ServiceAccount", "name": "worker", "namespace": shell.namespace}],
    }
    server.need("POST", f"{_RBAC}/namespaces/{shell.namespace}/rolebindings", binding)
    status, found = _compared(shell)
    assert (status, [at["role"] for at in found["dangling"]]) == (1, ["Role `gone`"])
    assert "bound to Role `gone`, which does not exist" in shell("rbac", "a.yaml", "--cluster").out


def test_the_cluster_tells_what_its_kinds_are_called(server: ApiServer, shell: Shell) -> None:
    server.make_account("worker", shell.namespace)
    server.grant("worker", shell.namespace, [_RESULTS], shell.namespace)
    for kind, plural, wide in (("Redis", "redis", False), ("Planet", "planets", True)):
        shell.write(_workflow(kind, "example.test/v1"))
        (missing,) = _compared(shell)[1]["missing"]
        assert (missing["resource"], missing["clusterWide"]) == (plural, wide)
    shell.write(_workflow("Comet", "example.test/v1"))
    guessed = shell("rbac", "a.yaml", "--cluster")
    assert "lacks `get` on `comets`" in guessed.out
    assert "the plural `comets` (`example.test`) is a guess" in guessed.err


def test_what_cannot_be_read_is_named(server: ApiServer, shell: Shell, tmp_path: Path) -> None:
    token = server.make_account("nobody", shell.namespace)
    folder = tmp_path / "poor"
    folder.mkdir()
    poor = Shell(server, folder, shell.namespace, token)
    poor.write(_workflow())
    done = poor("rbac", "a.yaml", "--cluster")
    assert (done.status, done.out) == (2, "")
    assert "you may not list clusterroles" in done.err
    assert "verb `list` on resource `clusterroles` of group `rbac.authorization.k8s.io`" in done.err
    shell.write(_workflow(namespace="nowhere"))
    done = shell("rbac", "a.yaml", "--cluster")
    assert (done.status, "the cluster has no namespace `nowhere`" in done.err) == (2, True)
    assert shell("rbac", "a.yaml", "--cluster", "--context", "none").status == 2
