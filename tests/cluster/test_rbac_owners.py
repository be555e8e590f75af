"""Owner references on a server that asks who sets them: the plugin OwnerReferencesPermissionEnforcement is on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.access.resource_cases import CUSTOM_KINDS
from tests.access.support import derived
from tests.cluster.build import build
from tests.cluster.commands import GROUP
from tests.cluster.server import argo_server
from tests.cluster.test_rbac import Trial, attempt, case_called, new_trial, work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cluster.server import ApiServer

_PLUGIN = "--enable-admission-plugins=OwnerReferencesPermissionEnforcement"
_OWNER = "owner"


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    """A server of its own with the plugin."""
    with argo_server(build(), tmp_path_factory.mktemp("owners"), _PLUGIN) as running:
        yield running


@pytest.fixture(scope="module")
def owner(asking: ApiServer) -> dict[str, Any]:
    """The reference that Argo's controller puts into a manifest, to a workflow that is there."""
    asking.make_namespace("owners-here")
    body = {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": _OWNER}, "spec": {}}
    made = asking.need("POST", f"{GROUP}/namespaces/owners-here/workflows", body)
    return {
        "apiVersion": body["apiVersion"],
        "kind": "Workflow",
        "name": _OWNER,
        "uid": made["metadata"]["uid"],
        "controller": True,
        "blockOwnerDeletion": True,
    }


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("create", (False,)),
        ("create-custom", (False,)),
        ("apply", (False, True)),
        ("apply-server-side", (False, True)),
        ("replace", (True,)),
        ("replace-custom", (True,)),
        ("patch", (True,)),
        ("patch-merge", (True,)),
    ],
)
def test_each_right_to_set_an_owner_is_needed(
    name: str, states: tuple[bool, ...], asking: ApiServer, owner: dict[str, Any], tmp_path: Path
) -> None:
    def refusals(without: int | None, *, owners: bool = True) -> list[str]:
        return [attempt(_trial(name, owner, owners), without, at, asking, tmp_path) for at in states]

    assert not any(refusals(None))
    assert any("ownerReference" in said or "ownerRef" in said for said in refusals(None, owners=False))
    wanted = work(_trial(name, owner, True).derivation)
    assert ("workflows/finalizers", "update") in {(at.full_resource, at.verb) for at in wanted}
    for at, permission in enumerate(wanted):
        assert any(refusals(at)), f"{permission.verb} {permission.full_resource} {permission.name} is too much"


def _trial(name: str, owner: dict[str, Any], owners: bool) -> Trial:
    """A case whose workflow sets the owner, with the manifest as Argo's controller then gives it to the executor."""
    case = case_called(name)
    namespaces = {at: f"owners-{at}" for at in ("here", "there", "prod")}
    trial = new_trial(case, namespaces)
    text = case._replace(fields=f"{case.fields}; setOwnerReference: true").workflow()
    data = YAML(typ="safe").load(case.manifest)
    data["metadata"]["ownerReferences"] = [owner]
    return trial._replace(
        case=case._replace(manifest=json.dumps(data)),
        derivation=derived(trial.written(text), CUSTOM_KINDS, owners=owners),
    )
