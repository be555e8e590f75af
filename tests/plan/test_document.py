"""The plan document: written and read again, and refused where it is none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from argolint.plan.document import Input, Plan, read_plan, write_plan
from argolint.plan.operation import OPERATION_LABEL, OWNER, OWNER_LABEL, PLAN_LABEL, Source, apply, owned, submit
from argolint.project.errors import UsageError

SOURCE = Source("a.yaml", 1, 1, 9, 2, {"spec": (4, 3), "spec.templates[0].name": (6, 5)})
TEMPLATE = {"apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTemplate", "metadata": {"name": "t"}, "spec": {}}
WORKFLOW = {
    "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"generateName": "run-"}, "spec": {}
}  # fmt: skip
PLAN = Plan(
    "0.1.0",
    "4.1",
    (Input("a.yaml", "0" * 64),),
    (apply(TEMPLATE, SOURCE, "it is called"), submit(WORKFLOW, SOURCE, "it runs")),
)


def test_reads_what_it_writes() -> None:
    text = write_plan(PLAN)
    assert read_plan(text, "plan.json") == PLAN
    assert write_plan(read_plan(text, "plan.json")) == text


def test_a_plan_may_have_a_name() -> None:
    operations = tuple(owned(at, "team-a") for at in PLAN.operations)
    named = replace(PLAN, owner="team-a", operations=operations)
    assert read_plan(write_plan(named), "plan.json") == named
    first, second = operations
    assert first.object["metadata"]["labels"] == {OWNER_LABEL: OWNER, PLAN_LABEL: "team-a"}
    assert (first.id, second) == (PLAN.operations[0].id, PLAN.operations[1])


def test_applied_objects_are_marked_as_ours() -> None:
    assert PLAN.operations[0].object["metadata"]["labels"] == {OWNER_LABEL: OWNER}
    helm = {**TEMPLATE, "metadata": {"name": "t", "labels": {OWNER_LABEL: "Helm"}}}
    assert apply(helm, SOURCE, "").object["metadata"]["labels"] == {OWNER_LABEL: "Helm"}


def test_submitted_workflows_have_a_name_that_stays() -> None:
    operation = PLAN.operations[1]
    assert operation.name == f"run-{operation.id[:10]}"
    assert operation.object["metadata"]["labels"] == {OPERATION_LABEL: operation.id}
    assert submit(WORKFLOW, SOURCE, "").id == operation.id
    assert submit(WORKFLOW, SOURCE, "", 1).name != operation.name
    assert "labels" not in WORKFLOW["metadata"]


def test_long_names_leave_room_for_the_suffix() -> None:
    long = {**WORKFLOW, "metadata": {"generateName": "x" * 62 + "-"}}
    assert len(submit(long, SOURCE, "").name) == 63


@pytest.mark.parametrize(
    ("path", "place"),
    [("spec.templates[0].name", (6, 5)), ("spec.templates[0].container.image", (4, 3)), ("nothing", (1, 1))],
)
def test_finds_the_nearest_field(path: str, place: tuple[int, int]) -> None:
    assert SOURCE.place(path) == place


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "not a JSON document"),
        ("[1]", "no plan of argolint"),
        ("{}", "no plan of argolint"),
        ('{"version": 1, "diagnostics": [], "summary": {}}', "no plan of argolint"),
        (write_plan(PLAN).replace('"version": 1', '"version": 2'), "form 2"),
        (write_plan(PLAN).replace('"action": "apply"', '"action": "fly"'), "damaged"),
        (write_plan(replace(PLAN, argo_version=4)), "damaged"),  # type: ignore[arg-type]
        (write_plan(PLAN)[:-9], "not a JSON document"),
        ("[" * 100_000, "not a JSON document"),
    ],
)
def test_refuses_other_texts(text: str, part: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_plan(text, "plan.json")
    assert part in caught.value.message
    assert "\n" not in caught.value.message


def test_refuses_an_operation_without_its_object() -> None:
    data = json.loads(write_plan(PLAN))
    del data["operations"][0]["object"]["metadata"]
    with pytest.raises(UsageError, match="damaged"):
        read_plan(json.dumps(data), "plan.json")
