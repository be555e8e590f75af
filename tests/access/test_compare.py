"""Needs held against roles and bindings."""

from __future__ import annotations

from typing import Any

import pytest

from argolint.access.compare import Comparison, compare
from argolint.access.permissions import EVERYWHERE, AccountName, Because, Permission
from argolint.access.roles import bundles
from tests.access.resource_cases import CASES, CUSTOM_KINDS, Case
from tests.access.support import derived

WORKER = AccountName("here", "worker")
WHY = (Because("a.yaml", 1, "template `a`", "get"),)


def need(
    verb: str, resource: str = "configmaps", name: str = "", namespace: str = "here", group: str = ""
) -> Permission:
    """A permission of the worker."""
    main, _, part = resource.partition("/")
    return Permission(WORKER, namespace, group, main, part, name, verb, WHY)


def rule(*verbs: str, resources: tuple[str, ...] = ("configmaps",), groups: tuple[str, ...] = ("",),
         names: tuple[str, ...] = ()) -> dict[str, Any]:  # fmt: skip
    """One rule of a role."""
    named = {"resourceNames": list(names)} if names else {}
    return {"apiGroups": list(groups), "resources": list(resources), "verbs": list(verbs), **named}


def bound(*rules: dict[str, Any], cluster: bool = False, subject: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """A role with these rules, and a binding to the worker."""
    prefix, metadata = ("Cluster", {"name": "r"}) if cluster else ("", {"name": "r", "namespace": "here"})
    return [
        {"kind": f"{prefix}Role", "metadata": metadata, "rules": list(rules)},
        {
            "kind": f"{prefix}RoleBinding",
            "metadata": metadata,
            "roleRef": {"kind": f"{prefix}Role", "name": "r"},
            "subjects": [subject or {"kind": "ServiceAccount", "name": "worker", "namespace": "here"}],
        },
    ]


def messages(found: Comparison) -> list[str]:
    """What is too much or too wide."""
    return [at.message for at in (*found.excessive, *found.wildcards)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_written_is_just_what_is_needed(case: Case) -> None:
    found = derived(case.workflow(), CUSTOM_KINDS)
    assert compare(found.permissions, [at.whole() for at in bundles(found)]) == Comparison((), (), (), ())


@pytest.mark.parametrize(
    ("needed", "given"),
    [
        (need("get"), bound(rule("get"))),
        (need("get"), bound(rule("*"))),
        (need("get"), bound(rule("get", resources=("*",)))),
        (need("get"), bound(rule("get", groups=("*",)))),
        (need("get"), bound(rule("get"), cluster=True)),
        (need("get", namespace=EVERYWHERE), bound(rule("get"), cluster=True)),
        (need("get", name="a"), bound(rule("get", names=("a", "b")))),
        (need("get", name="a"), bound(rule("get"))),
        (need("patch", "jobs/status"), bound(rule("patch", resources=("*/status",)))),
        (need("get"), bound(rule("get"), subject={"kind": "Group", "name": "system:serviceaccounts:here"})),
        (need("get"), bound(rule("get"), subject={"kind": "User", "name": "system:serviceaccount:here:worker"})),
        (need("get"), bound(rule("get"), subject={"kind": "ServiceAccount", "name": "worker"})),
    ],
)
def test_enough(needed: Permission, given: list[dict[str, Any]]) -> None:
    assert not compare([needed], given).missing


@pytest.mark.parametrize(
    ("needed", "given"),
    [
        (need("get"), []),
        (need("get"), bound(rule("list"))),
        (need("get"), bound(rule("get", resources=("pods",)))),
        (need("get"), bound(rule("get", groups=("apps",)))),
        (need("get"), bound(rule("get", names=("a",)))),
        (need("get", name="b"), bound(rule("get", names=("a",)))),
        (need("get", namespace="there"), bound(rule("get"))),
        (need("get", namespace=EVERYWHERE), bound(rule("get"))),
        (need("patch", "jobs/status"), bound(rule("patch", resources=("jobs",)))),
        (need("get"), bound(rule("get"))[:1]),
        (need("get"), bound(rule("get"), subject={"kind": "ServiceAccount", "name": "worker", "namespace": "there"})),
        (need("get"), bound(rule("get"), subject={"kind": "ServiceAccount", "name": "other", "namespace": "here"})),
        (need("get"), bound(rule("get"), subject={"kind": "Group", "name": "system:serviceaccounts:there"})),
    ],
)
def test_too_little(needed: Permission, given: list[dict[str, Any]]) -> None:
    found = compare([needed], given)
    assert found.missing == (needed,)
    assert found.lacks_anything


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (bound(rule("get", "delete")), "`delete` on `configmaps` is needed nowhere"),
        (bound(rule("get"), rule("get", resources=("secrets",))), "`get` on `secrets` is needed nowhere"),
        (bound(rule("get"), cluster=True), "`get` on `configmaps` is needed in `here` only"),
        (bound(rule("*")), '`*` on `configmaps` of the group `""`; get on configmaps would do'),
    ],
)
def test_too_much(given: list[dict[str, Any]], message: str) -> None:
    assert messages(compare([need("get")], given)) == [message]


def test_wider_than_names() -> None:
    found = compare([need("get", name="a"), need("get", name="b")], bound(rule("get")))
    assert messages(found) == ["`get` on `configmaps` is needed for `a` and `b` only"]


def test_waiting_for_a_deletion_is_not_too_much() -> None:
    found = compare([need("delete", name="a")], bound(rule("delete", "get", "list", "watch", names=("a",))))
    assert not messages(found)


def test_waiting_in_vain() -> None:
    (message,) = messages(compare([need("delete", name="a")], bound(rule("delete", "get", names=("a",)))))
    assert "`get` beside `delete` on `configmaps` makes kubectl wait" in message


def test_what_everybody_has_is_not_told() -> None:
    everybody = {"kind": "Group", "name": "system:authenticated"}
    assert not messages(compare([need("get")], bound(rule("*"), subject=everybody)))


def test_a_role_out_of_sight_leaves_it_open() -> None:
    (_, binding) = bound()
    found = compare([need("get")], [binding])
    assert (len(found.missing), [at.role for at in found.unknown], found.lacks_anything) == (1, ["Role `r`"], False)
