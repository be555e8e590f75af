"""Runs as call trees: what is known of each call, and why the rest is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from argolint.project.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argolint.plan.document import Plan

CALLS = """\
kind: Workflow
metadata: {name: w}
spec:
  entrypoint: main
  arguments:
    parameters:
      - {name: mode, value: fast, enum: [fast, slow]}
      - {name: who}
  templates:
    - name: main
      steps:
        - - {name: never, template: say, when: "{{workflow.parameters.mode}} == slow", arguments: {parameters: [{name: x, value: "{{workflow.name}}"}]}}
          - {name: yes-step, template: say, when: "{{workflow.parameters.mode}} == fast", arguments: {parameters: [{name: x, value: "{{workflow.parameters.who}}"}]}}
          - {name: open, template: say, when: "{{workflow.parameters.who}} == me", arguments: {parameters: [{name: x, value: "{{workflow.uid}}"}]}}
        - - {name: each, template: say, withItems: [a, b], arguments: {parameters: [{name: x, value: "{{item}}"}]}}
          - {name: seq, template: say, withSequence: {start: "2", end: "5"}, arguments: {parameters: [{name: x, value: "{{item}}"}]}}
        - - {name: again, template: main, when: "{{workflow.parameters.who}} == me"}
    - name: say
      inputs: {parameters: [{name: x}]}
      container: {image: a, command: [echo]}
"""  # noqa: E501


def _calls(call: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield call
    for below in (*call.get("calls", ()), *call.get("handlers", ())):
        yield from _calls(below)


@pytest.fixture
def calls(plan_of: Callable[..., Plan]) -> dict[str, dict[str, Any]]:
    root: Any = plan_of(CALLS).program[0]["root"]
    return {at["id"]: at for at in _calls(root)}


def test_each_call_has_an_id_and_its_template(calls: dict[str, dict[str, Any]]) -> None:
    names = ("never", "yes-step", "open", "each", "seq", "again")
    assert list(calls) == ["main", *(f"main/{name}" for name in names)]
    assert calls["main/never"]["template"]["name"] == "say"
    assert calls["main/again"]["repeats"] == "main"


def test_folds_conditions(calls: dict[str, dict[str, Any]]) -> None:
    assert [calls[f"main/{name}"]["when"]["holds"] for name in ("never", "yes-step", "open")] == [False, True, None]


def test_counts_rounds(calls: dict[str, dict[str, Any]]) -> None:
    assert calls["main/each"]["loop"] == {"by": "withItems", "count": 2, "items": ["a", "b"]}
    assert calls["main/seq"]["loop"]["count"] == 4


def test_says_why_a_parameter_is_unknown(calls: dict[str, dict[str, Any]]) -> None:
    assert calls["main/never"]["parameters"] == [{"name": "x", "value": "w"}]
    whys = {name: calls[f"main/{name}"]["parameters"][0]["unknown"]["why"] for name in ("yes-step", "open", "each")}
    assert whys == {
        "yes-step": "it is given when the workflow is submitted",
        "open": "`workflow.uid` is set when the workflow starts",
        "each": "`item` differs with each round of the loop",
    }


def test_parameters_of_the_command_line_count(plan_of: Callable[..., Plan]) -> None:
    plan = plan_of(CALLS, parameters={"mode": "slow", "who": "me"}, namespace="team", entrypoint="main")
    root: Any = plan.program[0]["root"]
    assert [at["when"]["holds"] for at in root["calls"][:3]] == [True, False, True]
    metadata: Any = plan.operations[0].object
    assert metadata["metadata"]["namespace"] == "team"
    assert metadata["spec"]["arguments"]["parameters"] == [
        {"name": "mode", "value": "slow", "enum": ["fast", "slow"]},
        {"name": "who", "value": "me"},
    ]


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ({"mod": "x"}, "unknown parameter `mod`", "did you mean `mode`?"),
        ({"mode": "slo"}, "parameter `mode` cannot be `slo`", "did you mean `slow`?"),
        ({"mode": "thorough"}, "parameter `mode` cannot be `thorough`", "its values are fast, slow"),
    ],
)
def test_refuses_parameters(plan_of: Callable[..., Plan], given: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan_of(CALLS, parameters=given)
    assert (caught.value.message, caught.value.hint) == (message, hint)


LIBRARY = """\
kind: WorkflowTemplate
metadata: {name: %s}
spec:
  templates:
    - name: t
      steps: [[{name: s, templateRef: {name: %s, template: t}}]]
"""
LEAF = """\
kind: WorkflowTemplate
metadata: {name: c}
spec: {templates: [{name: t, container: {image: a, command: [echo]}}]}
"""
USER = """\
kind: Workflow
metadata: {generateName: w-}
spec:
  entrypoint: m
  arguments: {parameters: [{name: p, value: "1"}]}
  templates: [{name: m, steps: [[{name: s, templateRef: {name: a, template: t}}]]}]
"""


def test_callees_come_before_callers(plan_of: Callable[..., Plan]) -> None:
    plan = plan_of(USER, LIBRARY % ("a", "b"), LIBRARY % ("b", "c"), LEAF)
    assert [at.kind for at in plan.operations] == ["WorkflowTemplate"] * 3 + ["Workflow"]
    assert [at.name for at in plan.operations[:3]] == ["c", "b", "a"]
    root: Any = plan.program[-1]["root"]
    assert [at["template"]["object"]["name"] for at in _calls(root)] == ["w-", "a", "b", "c"]


def test_equal_workflows_are_submitted_each(plan_of: Callable[..., Plan]) -> None:
    plan = plan_of(USER, USER, LIBRARY % ("a", "c"), LEAF)
    assert len({at.id for at in plan.operations}) == 4
    assert len({at.name for at in plan.operations}) == 4


def test_places_of_fields_lead_back_to_the_manifest(plan_of: Callable[..., Plan]) -> None:
    source = plan_of(CALLS).operations[0].source
    assert (source.file, source.line) == ("0.yaml", 1)
    assert source.place("spec.entrypoint") == (5, 3)
    assert source.place("spec.templates[1].container.image") == (21, 19)
    assert source.place("spec.templates[1].container.env[3].name") == (21, 7)


def test_rights_name_who_asks(plan_of: Callable[..., Plan]) -> None:
    found = [(at["account"], at["resource"], at["verb"], at["because"]) for at in plan_of(CALLS).access]
    because = ["0.yaml:21 template `say`: hands in results, as every pod does"]
    results = "workflowtaskresults"
    assert found == [("default", results, "create", because), ("default", results, "patch", because)]


@pytest.mark.parametrize(("count", "width"), [(1500, 1), (16, 2)])
def test_deep_and_wide_runs_stay_folded(plan_of: Callable[..., Plan], count: int, width: int) -> None:
    head = "kind: Workflow\nmetadata: {name: w}\nspec:\n  entrypoint: t0\n  templates:\n"
    calls = ", ".join(f"{{name: s{step}, template: t{{next}}}}" for step in range(width))
    steps = (f"    - {{name: t{at}, steps: [[{calls}]]}}\n".replace("{next}", str(at + 1)) for at in range(count))
    leaf = f"    - {{name: t{count}, container: {{image: a, command: [a]}}}}\n"
    root: Any = plan_of(head + "".join(steps) + leaf).program[0]["root"]
    assert any("folded" in call for call in _calls(root))
