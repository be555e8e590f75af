"""Which resource a kind is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from argolint.access.resources import guess, resource_of
from argolint.names import Workspace
from tests.access.support import store_of, workspace_of

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Workspace((), store_of())
DEFINITION = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: redis.example.com}
spec:
  group: example.com
  scope: Cluster
  names: {kind: Redis, plural: redis}
"""


@pytest.mark.parametrize(
    ("kind", "plural"),
    [
        ("Job", "jobs"),
        ("Ingress", "ingresses"),
        ("NetworkPolicy", "networkpolicies"),
        ("Gateway", "gateways"),
    ],
)
def test_guessed_plurals(kind: str, plural: str) -> None:
    assert guess(kind) == plural


@pytest.mark.conformance
def test_the_guess_is_right_for_all_built_in_kinds_but_one(facts: Path) -> None:
    kinds = json.loads((facts / "schema" / "kinds-1.35.json").read_text(encoding="utf-8"))["kinds"]
    assert {at["kind"] for at in kinds if guess(at["kind"]) != at["plural"]} == {"Endpoints"}


def test_built_in_kinds() -> None:
    found = resource_of("rbac.authorization.k8s.io/v1", "ClusterRole", NOTHING)
    assert (found.group, found.plural, found.namespaced, found.sure) == (
        "rbac.authorization.k8s.io", "clusterroles", False, True,
    )  # fmt: skip


def test_kinds_of_argo() -> None:
    assert resource_of("argoproj.io/v1alpha1", "CronWorkflow", NOTHING).plural == "cronworkflows"
    assert not resource_of("argoproj.io/v1alpha1", "ClusterWorkflowTemplate", NOTHING).namespaced


def test_a_kind_that_the_workspace_defines() -> None:
    found = resource_of("example.com/v1", "Redis", workspace_of(DEFINITION))
    assert (found.plural, found.namespaced, found.sure) == ("redis", False, True)


def test_a_guessed_plural_may_be_another_word() -> None:
    found = resource_of("example.com/v1", "Redis", NOTHING)
    assert (found.plural, found.sure) == ("redises", False)
    assert found.may_be("redis")
    assert not found.may_be("widgets")
