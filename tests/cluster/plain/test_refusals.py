"""What refusals mean, and how they are told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from argolint.cluster.explaining import explained
from argolint.cluster.objects import Collection, Key
from argolint.cluster.refusals import RefusalError, refusal
from argolint.plan.operation import Operation, Source, apply

KEY = Key(Collection("argoproj.io/v1alpha1", "WorkflowTemplate", "team"), "a")
SOURCE = Source("a.yaml", 1, 1, 9, 1, {"spec": (5, 1), "spec.entrypoint": (6, 3), "spec.templates[0]": (8, 5)})


def operation() -> Operation:
    return apply({"apiVersion": KEY.collection.api_version, "kind": "WorkflowTemplate", "metadata": {}}, SOURCE, "")


def status(code: int, **body: Any) -> RefusalError:
    return refusal(code, {}, json.dumps({"kind": "Status", **body}).encode())


CONFLICT = {
    "reason": "FieldManagerConflict",
    "message": 'conflict with "kubectl" using argoproj.io/v1alpha1',
    "field": ".spec.entrypoint",
}
FORBIDDEN = (
    'workflowtemplates.argoproj.io "a" is forbidden: User "ci" cannot patch resource "workflowtemplates" in API group '
    '"argoproj.io" in the namespace "team"'
)


@pytest.mark.parametrize(
    ("no", "expected"),
    [
        (
            status(409, reason="Conflict", message="x", details={"causes": [CONFLICT]}),
            "a.yaml:6:3: `spec.entrypoint` belongs to manager `kubectl`; --force-conflicts takes it over",
        ),
        (
            status(403, reason="Forbidden", message=FORBIDDEN),
            "`ci` may not patch workflowtemplates in namespace `team`: a Role must allow verb `patch` on resource "
            "`workflowtemplates` of group `argoproj.io`",
        ),
        (
            status(422, message="x", details={"causes": [{"field": "spec.templates[0].name", "message": "bad"}]}),
            "a.yaml:8:5: the cluster refuses `spec.templates[0].name` of WorkflowTemplate team/a: bad",
        ),
        (
            status(500, message="failed to create typed patch object (a): .spec.foo: field not declared in schema"),
            "a.yaml:5:1: the cluster refuses `spec.foo` of WorkflowTemplate team/a: field not declared in schema",
        ),
        (
            status(400, message='admission webhook "x" denied the request: spec.entrypoint is wrong'),
            "a.yaml:6:3: the cluster refuses WorkflowTemplate team/a: "
            'admission webhook "x" denied the request: spec.entrypoint is wrong',
        ),
        (
            status(500, message="etcdserver: request is too large"),
            "a.yaml:1:1: WorkflowTemplate team/a is larger than the cluster takes: etcdserver: request is too large",
        ),
        (
            refusal(418, {}, b"<html>\n tea</html>"),
            "a.yaml:1:1: the cluster refuses WorkflowTemplate team/a (418): <html> tea</html>",
        ),
    ],
)
def test_explanations(no: RefusalError, expected: str) -> None:
    assert explained(no, KEY, operation()) == (expected,)


@pytest.mark.parametrize(
    ("no", "expected"),
    [
        (status(429), True),
        (status(500), True),
        (status(503), True),
        (status(500, message="etcdserver: request is too large"), False),
        (
            status(500, message="failed to create typed patch object (a): .spec.foo: field not declared in schema"),
            False,
        ),
        (status(409, reason="Conflict"), True),
        (status(409, reason="Conflict", details={"causes": [CONFLICT]}), False),
        (status(409, reason="AlreadyExists"), False),
        (status(403), False),
        (status(404), False),
    ],
)
def test_what_passes(no: RefusalError, expected: bool) -> None:
    assert no.passes is expected


def test_how_long_to_wait() -> None:
    assert refusal(429, {"Retry-After": "7"}, b"").retry_after == 7
    assert refusal(429, {"Retry-After": "tomorrow"}, b"").retry_after is None
