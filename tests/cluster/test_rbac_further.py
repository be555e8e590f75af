"""Cases that need more than a role can be derived for, as their remarks say: enough with that, refused without."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from argolint.access.permissions import EVERYWHERE, AccountName, Because, Permission
from tests.cluster.test_rbac import attempt, case_called, new_trial, states, work

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cluster.server import ApiServer
    from tests.cluster.test_rbac import Trial

_RBAC = "rbac.authorization.k8s.io"
_PRUNED = {
    "": ("endpoints", "namespaces", "persistentvolumeclaims", "persistentvolumes", "pods", "replicationcontrollers",
         "secrets", "services"),
    "apps": ("daemonsets", "deployments", "replicasets", "statefulsets"),
    "batch": ("cronjobs", "jobs"),
    "networking.k8s.io": ("ingresses",),
}  # fmt: skip
"""Among what kubectl looks for something to delete, if it is not told where; ConfigMaps are derived."""
_USER = "jane"
_WHY = (Because("a.yaml", 1, "template `main`", "what the remark says"),)


@pytest.fixture(scope="module")
def namespaces(server: ApiServer) -> dict[str, str]:
    """Namespaces by their name in the cases; the first has a role to bind, and a user who makes ConfigMaps."""
    found = {name: f"further-{name}" for name in ("here", "there", "prod")}
    for name in found.values():
        server.make_namespace(name)
    roles, where = f"/apis/{_RBAC}/v1/namespaces/{found['here']}", {"namespace": found["here"]}
    rules = [{"apiGroups": [""], "resources": ["configmaps"], "verbs": ["create"]}]
    server.need("POST", f"{roles}/roles", {"metadata": {"name": _USER}, "rules": rules})
    binding = {
        "metadata": {"name": _USER},
        "roleRef": {"apiGroup": _RBAC, "kind": "Role", "name": _USER},
        "subjects": [{"apiGroup": _RBAC, "kind": "User", "name": _USER}],
    }
    server.need("POST", f"{roles}/rolebindings", binding)
    while not server.may(_USER, {"resource": "configmaps", "verb": "create", **where}):
        time.sleep(0.01)
    return found


@pytest.mark.parametrize("name", ["apply-pruning-all", "create-binding", "create-role"])
def test_a_role_is_enough_with_what_the_remark_names(
    name: str, server: ApiServer, namespaces: dict[str, str], tmp_path: Path
) -> None:
    case = case_called(name)

    def tried(without: int | None, present: bool, *, fully: bool = True) -> str:
        trial = new_trial(case, namespaces)
        return attempt(trial, without, present, server, tmp_path, _more(trial) if fully else ())

    for present in states(case):
        assert not tried(None, present)
        assert tried(None, present, fully=False)
    for at, permission in enumerate(work(new_trial(case, namespaces).derivation)):
        assert any(tried(at, present) for present in states(case)), f"{permission.verb} is too much"


def test_whoever_acts_as_a_user_needs_to_become_that_user(
    server: ApiServer, namespaces: dict[str, str], tmp_path: Path
) -> None:
    case = case_called("as-user")
    assert not attempt(new_trial(case, namespaces), None, False, server, tmp_path)
    assert attempt(new_trial(case, namespaces), 0, False, server, tmp_path)


def _more(trial: Trial) -> tuple[Permission, ...]:
    """What the account of a trial needs beside what is derived."""
    account = AccountName(trial.home, trial.account)
    if trial.case.name == "apply-pruning-all":
        return tuple(
            Permission(account, EVERYWHERE, group, resource, "", "", "list", _WHY)
            for group, resources in _PRUNED.items()
            for resource in resources
        )
    verb = "bind" if trial.case.name == "create-binding" else "escalate"
    return (Permission(account, trial.home, _RBAC, "roles", "", "", verb, _WHY),)
