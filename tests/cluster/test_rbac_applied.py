"""`--rbac`: accounts and roles as a part of plans, applied to a real API server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from tests.cluster.commands import CHECKOUT, GROUP, Shell
from tests.cluster.server import ADMIN, ApiServer, Rule

if TYPE_CHECKING:
    from pathlib import Path

_RBAC = "/apis/rbac.authorization.k8s.io/v1"
_SCHEMA = Draft202012Validator(json.loads((CHECKOUT / "schemas" / "plan.json").read_text(encoding="utf-8")))
_CLASS = {"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "value": 1}


@pytest.fixture
def shell(server: ApiServer, namespace: str, tmp_path: Path) -> Shell:
    return Shell(server, tmp_path, namespace, ADMIN)


def _template(account: str = "worker", action: str = "get", **manifest: Any) -> dict[str, Any]:
    """A WorkflowTemplate with a resource template that works on the object of the manifest."""
    wanted = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "one"}, **manifest}
    main = {"name": "main", "resource": {"action": action, "manifest": json.dumps(wanted)}}
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "WorkflowTemplate",
        "metadata": {"name": "lib"},
        "spec": {"entrypoint": "main", "serviceAccountName": account, "templates": [main]},
    }


def _rights(server: ApiServer, namespace: str) -> dict[str, dict[str, Any]]:
    """The accounts, roles and bindings of a namespace, and the roles of the whole cluster that are for it."""
    paths = (
        f"/api/v1/namespaces/{namespace}/serviceaccounts",
        *(f"{_RBAC}/namespaces/{namespace}/{plural}" for plural in ("roles", "rolebindings")),
        *(f"{_RBAC}/{plural}" for plural in ("clusterroles", "clusterrolebindings")),
    )
    return {
        f"{path.rpartition('/')[2]}/{item['metadata']['name']}": item
        for path in paths
        for item in server.need("GET", path)["items"]
        if path.count("/") > 4 or item["metadata"]["name"].startswith(f"{namespace}:")
    }


def _token(server: ApiServer, account: str, namespace: str) -> str:
    path = f"/api/v1/namespaces/{namespace}/serviceaccounts/{account}/token"
    return str(server.need("POST", path, {"spec": {}})["status"]["token"])


def test_what_a_run_asks_for_is_allowed_after_it(server: ApiServer, shell: Shell) -> None:
    shell.write(_template())
    done = shell("apply", "a.yaml", "--rbac")
    assert (done.status, done.err) == (0, "")
    assert "Applied: 4 created." in done.out
    token = _token(server, "worker", shell.namespace)
    inside = f"/api/v1/namespaces/{shell.namespace}"
    server.need("POST", f"{inside}/configmaps", {"metadata": {"name": "one"}})
    results = f"{GROUP}/namespaces/{shell.namespace}/workflowtaskresults"
    body = {"apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTaskResult", "metadata": {"name": "a"}}
    assert server.ask("GET", f"{inside}/configmaps/one", token=token).status == 200
    assert server.ask("POST", results, body, token=token).status == 201
    assert server.ask("PATCH", f"{results}/a", {"phase": "Succeeded"}, token=token).status == 200
    assert server.ask("GET", f"{inside}/configmaps/two", token=token).status == 403
    assert server.ask("DELETE", f"{inside}/configmaps/one", token=token).status == 403


def test_rights_come_first_and_a_second_time_changes_nothing(server: ApiServer, shell: Shell) -> None:
    shell.write(_template(), {**_template("other"), "metadata": {"name": "second"}})
    found = json.loads(shell("plan", "a.yaml", "--rbac", "--format", "json").out)["changes"]
    kinds = [at["kind"] for at in found]
    assert kinds == [*["ServiceAccount"] * 2, *["Role"] * 2, *["RoleBinding"] * 2, *["WorkflowTemplate"] * 2]
    assert shell("apply", "a.yaml", "--rbac").status == 0
    before = {name: at["metadata"]["resourceVersion"] for name, at in _rights(server, shell.namespace).items()}
    assert shell("plan", "a.yaml", "--rbac", "--detailed-exitcode").status == 0
    assert "8 unchanged" in shell("apply", "a.yaml", "--rbac").out
    after = {name: at["metadata"]["resourceVersion"] for name, at in _rights(server, shell.namespace).items()}
    assert after == before
    assert shell("rbac", "a.yaml", "--cluster").out == "0 missing, 0 excessive, 0 with wildcards.\n"


def test_a_right_that_is_new_is_shown_and_given(server: ApiServer, shell: Shell) -> None:
    shell.write(_template())
    shell("apply", "a.yaml", "--rbac")
    shell.write(_template(action="patch"))
    assert "rules[0].verbs" in shell("plan", "a.yaml", "--rbac").out
    assert shell("apply", "a.yaml", "--rbac").status == 0
    rules = _rights(server, shell.namespace)["roles/worker"]["rules"]
    assert [rule["verbs"] for rule in rules] == [["patch"], ["create", "patch"]]


def test_saved_plans_hold_rights(server: ApiServer, shell: Shell) -> None:
    shell.write(_template())
    compiled = shell("compile", "a.yaml", "--rbac", "-o", "plan.json")
    assert (compiled.status, compiled.err) == (0, "")
    data = json.loads((shell.folder / "plan.json").read_text(encoding="utf-8"))
    _SCHEMA.validate(data)
    shown = shell("show", "plan.json").out
    assert "1. apply  ServiceAccount worker  a.yaml:" in shown
    assert shell("plan", "plan.json", "-o", "seen.json").status == 0
    _SCHEMA.validate(json.loads((shell.folder / "seen.json").read_text(encoding="utf-8")))
    assert "4 created" in shell("apply", "seen.json").out
    assert shell("plan", "plan.json", "--detailed-exitcode").status == 0
    refused = shell("apply", "plan.json", "--rbac")
    assert (refused.status, "--rbac says nothing to a plan" in refused.err) == (2, True)


def test_prune_takes_rights_that_nobody_needs_any_more(server: ApiServer, shell: Shell) -> None:
    there = f"{shell.namespace}-there"
    server.make_namespace(there)
    neighbour = Shell(server, _folder(shell, "neighbour"), there, ADMIN)
    neighbour.write(_template("gone", "create", **_CLASS))
    assert neighbour("apply", "a.yaml", "--rbac", "--namespace", there).status == 0
    shell.write(_template("gone", "create", **_CLASS), _elsewhere(_template("gone", metadata=_at(there))))
    first = shell("apply", "a.yaml", "--rbac")
    assert first.status == 2, "nothing names the namespace of the account"
    again = ("apply", "a.yaml", "--rbac", "--namespace", shell.namespace)
    assert shell(*again).status == 0
    server.grant("gone", shell.namespace, [Rule(("get",), ("pods",))], shell.namespace)
    shell.write(_template("new"))
    assert "Applied: 1 updated, 1 deleted." in shell("apply", "a.yaml", "--prune").out, "rights are not spoken of"
    deleted = shell(*again, "--prune").out
    assert "5 deleted" in deleted  # an account, its roles here and everywhere, and their bindings
    left = {name for name in _rights(server, shell.namespace) if "gone" in name}
    assert left == {f"roles/{shell.namespace}-gone", f"rolebindings/{shell.namespace}-gone"}, "they are not ours"
    assert {"roles/gone", f"clusterroles/{there}:gone"} <= set(_rights(server, there)), "nor are the neighbour's"


def _folder(shell: Shell, name: str) -> Path:
    folder = shell.folder / name
    folder.mkdir()
    return folder


def _elsewhere(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "metadata": {"name": "second"}}


def _at(namespace: str) -> dict[str, str]:
    return {"name": "one", "namespace": namespace}


def test_who_may_not_give_what_it_lacks_is_told(server: ApiServer, shell: Shell) -> None:
    token = server.make_account("ci", shell.namespace)
    verbs = ("list", "create", "patch")
    rules = [
        Rule(verbs, ("serviceaccounts",)),
        Rule(verbs, ("roles", "rolebindings"), ("rbac.authorization.k8s.io",)),
        Rule(verbs, ("workflowtemplates",), ("argoproj.io",)),
    ]
    server.grant("ci", shell.namespace, rules, shell.namespace)
    poor = Shell(server, _folder(shell, "poor"), shell.namespace, token)
    poor.write(_template())
    done = poor("apply", "a.yaml", "--rbac")
    assert done.status == 1
    assert "nobody may give rights that he does not have" in done.out
    more = [
        Rule(("escalate",), ("roles",), ("rbac.authorization.k8s.io",)),
        Rule(("bind",), ("roles",), ("rbac.authorization.k8s.io",)),
    ]
    server.grant("ci", shell.namespace, [*rules, *more], shell.namespace)
    assert poor("apply", "a.yaml", "--rbac").status == 0


def test_what_stays_open_is_said(shell: Shell) -> None:
    shell.write(_template(kind="{{workflow.name}}"))
    done = shell("compile", "a.yaml", "--rbac")
    assert (done.status, "there is one remark on what the runs need" in done.err) == (0, True)
    assert shell("compile", "a.yaml", "--rbac", "--bundle").status == 2
