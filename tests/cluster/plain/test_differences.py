"""Two states of an object, and who owns its fields."""

from __future__ import annotations

from typing import Any

import pytest

from argolint.cluster.differences import Edit, differences
from argolint.cluster.ownership import is_settled


def state(spec: Any, **metadata: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "A", "metadata": {"name": "a", **metadata}, "spec": spec}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": True}, [(Edit.CHANGE, "spec.a", 1, True)]),
        ({"a": 1}, {"b": 2}, [(Edit.ADD, "spec.b", None, 2), (Edit.REMOVE, "spec.a", 1, None)]),
        ({"a/b": 1}, {"a/b": 2}, [(Edit.CHANGE, "spec[a/b]", 1, 2)]),
        ({"a": [1, 2]}, {"a": [1, 3, 4]}, [(Edit.CHANGE, "spec.a[1]", 2, 3), (Edit.ADD, "spec.a[2]", None, 4)]),
        (
            {"a": [{"name": "x", "v": 1}, {"name": "y", "v": 2}]},
            {"a": [{"name": "y", "v": 3}]},
            [(Edit.CHANGE, "spec.a[0].v", 2, 3), (Edit.REMOVE, "spec.a[0]", {"name": "x", "v": 1}, None)],
        ),
        (
            {"a": [{"name": "x"}, {"name": "y"}]},
            {"a": [{"name": "y"}, {"name": "x"}]},
            [(Edit.CHANGE, "spec.a[0].name", "x", "y"), (Edit.CHANGE, "spec.a[1].name", "y", "x")],
        ),
        ({"a": {"b": 1}}, {"a": "b"}, [(Edit.CHANGE, "spec.a", {"b": 1}, "b")]),
    ],
)
def test_fields(before: Any, after: Any, expected: list[tuple[Any, ...]]) -> None:
    assert [tuple(at) for at in differences(state(before), state(after))] == expected


def test_what_a_server_writes_is_no_difference() -> None:
    before = state({}, resourceVersion="1", uid="a", generation=1, managedFields=[])
    assert differences({**before, "status": {"phase": "x"}}, state({}, resourceVersion="2", generation=2)) == ()


def owned(fields: dict[str, Any], spec: Any, **entry: Any) -> dict[str, Any]:
    managed = {"manager": "argolint", "operation": "Apply", "apiVersion": "v1", "fieldsV1": fields, **entry}
    return state(spec, managedFields=[managed])


LEAF = {"f:spec": {"f:a": {}, "f:b": {"f:c": {}}}}


@pytest.mark.parametrize(
    ("wanted", "live", "expected"),
    [
        ({"a": 1, "b": {"c": [1]}}, owned(LEAF, {"a": 1, "b": {"c": [1], "other": 2}}), True),
        ({"a": 1, "b": {"c": [1]}}, owned(LEAF, {"a": 2, "b": {"c": [1]}}), False),
        ({"a": 1}, owned(LEAF, {"a": 1, "b": {"c": [1]}}), False),
        ({"a": 1, "b": {"c": [1], "d": 2}}, owned(LEAF, {"a": 1, "b": {"c": [1], "d": 2}}), False),
        ({"a": 1}, owned({"f:spec": {}}, {"a": 1}), True),
        ({"a": 1}, owned({"f:spec": {}}, {"a": 1, "b": 2}), False),
        ({"a": 1}, owned({"f:spec": {"f:a": {}}}, {"a": True}), False),
        ({"a": [{"name": "x"}]}, owned({"f:spec": {"f:a": {'k:{"name":"x"}': {}}}}, {"a": [{"name": "x"}]}), False),
        ({"a": 1}, owned({"f:spec": {"f:a": {}}}, {"a": 1}, manager="other"), False),
        ({"a": 1}, owned({"f:spec": {"f:a": {}}}, {"a": 1}, operation="Update"), False),
        ({"a": 1}, owned({"f:spec": {"f:a": {}}}, {"a": 1}, apiVersion="v2"), False),
        ({"a": 1}, state({"a": 1}), False),
    ],
)
def test_whether_an_object_is_settled(wanted: Any, live: dict[str, Any], expected: bool) -> None:
    assert is_settled(state(wanted), live) is expected
