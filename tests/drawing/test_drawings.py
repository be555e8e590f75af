"""What a drawing holds: boxes, arrows, marks and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.drawing.model import Arrow, ArrowKind, Box, BoxKind, Drawing, Flow
from tests.drawing.conftest import SAMPLES, drawings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[str], list[Drawing]]


@pytest.fixture(scope="module")
def build() -> Drawing:
    """The drawing of a workflow in which everything occurs."""
    return next(at for at in drawings_of(str(SAMPLES / "everything.yaml")) if at.name == "build-")


@pytest.fixture(scope="module")
def half_right() -> dict[str, Drawing]:
    """The drawings of objects that lack this and that, by name."""
    return {at.name: at for at in drawings_of(str(SAMPLES / "half-right.yaml"))}


def box(drawing: Drawing, key: str) -> Box:
    return next(at for at in drawing.boxes if at.id == key)


def arrow(drawing: Drawing, source: str, target: str) -> Arrow:
    return next(at for at in drawing.arrows if (at.source, at.target) == (source, target))


def marks(drawing: Drawing, key: str) -> list[str]:
    return [f"{mark.sign}: {mark.text}" for mark in box(drawing, key).marks]


@pytest.mark.parametrize(
    ("key", "kind", "template"),
    [
        ("main", BoxKind.DAG, ""),
        ("main/checkout", BoxKind.CONTAINER, ""),
        ("main/scan", BoxKind.STEPS, "tools/scan"),
        ("main/scan/[0]", BoxKind.PARALLEL, ""),
        ("main/scan/words", BoxKind.CONTAINER, ""),
        ("main/compile", BoxKind.CONTAINER_SET, ""),
        ("main/compile/(0)", BoxKind.CONTAINER, ""),
        ("main/compile@0", BoxKind.HTTP, "tools/notify"),
        ("main/approve", BoxKind.SUSPEND, ""),
        ("main/deploy", BoxKind.RESOURCE, ""),
        ("main/retry/once-more", BoxKind.REPEAT, "again"),
        ("main/report", BoxKind.SCRIPT, ""),
        ("onExit", BoxKind.PLUGIN, ""),
        ("hook:0", BoxKind.HTTP, "tools/notify"),
    ],
)
def test_each_call_is_a_box(build: Drawing, key: str, kind: BoxKind, template: str) -> None:
    found = box(build, key)
    assert (found.kind, found.template) == (kind, template)


def test_boxes_lie_in_the_boxes_that_call_them(build: Drawing) -> None:
    assert box(build, "main/scan/words").parent == "main/scan/[0]"
    assert box(build, "main/scan/[0]").parent == "main/scan"
    assert box(build, "main/scan").parent == "main"
    assert box(build, "onExit").parent is None
    seen: set[str | None] = {None}
    for at in build.boxes:
        assert at.parent in seen
        seen.add(at.id)


def test_loops_conditions_and_tries_are_marks(build: Drawing) -> None:
    assert marks(build, "main/compile") == ["loop: × 3: linux, mac, windows", "retry: up to 2 retries"]
    assert "when: {{workflow.parameters.deploy}} == yes" in marks(build, "main/deploy")
    assert box(build, "main/deploy").skipped
    assert "depends: compile.Failed || compile.Errored" in marks(build, "main/retry")
    assert marks(build, "main/approve") == ["body: waits 1h"]


@pytest.mark.parametrize(
    ("loop", "words"),
    [
        ("withItems: [1, 2]", "× 2: 1, 2"),
        ("withItems: [{a: 1}, {a: 2}]", "× 2"),
        ('withSequence: {count: "4"}', "× 4"),
        ('withSequence: {start: "3", end: "5"}', "× 3"),
        ('withParam: "{{inputs.parameters.list}}"', "for each of {{inputs.parameters.list}}"),
    ],
)
def test_loops_are_counted_where_that_is_known(draw: Draw, loop: str, words: str) -> None:
    (drawing,) = draw(
        "kind: WorkflowTemplate\nmetadata: {name: w}\nspec:\n  entrypoint: main\n  templates:\n    - name: main\n"
        "      inputs: {parameters: [{name: list}]}\n"
        f"      steps: [[{{name: a, template: leaf, {loop}}}]]\n    - name: leaf\n      container: {{image: a}}\n"
    )
    assert [mark.text for mark in box(drawing, "main/a").marks if mark.sign == "loop"] == [words]


def test_arrows_tell_what_they_ask_and_carry(build: Drawing) -> None:
    assert arrow(build, "main/checkout", "main/scan") == Arrow(
        "main/checkout", "main/scan", ArrowKind.ORDER, "", (Flow("tree", "tree", artifact=True),)
    )
    assert arrow(build, "main/compile", "main/retry").condition == "Failed or Errored"
    assert arrow(build, "main/compile", "main/approve").labels == ()
    carried = arrow(build, "main/compile", "main/report")
    assert (carried.kind, carried.labels) == (ArrowKind.DATA, ("image → images",))
    assert arrow(build, "main/compile/(0)", "main/compile/(1)").kind is ArrowKind.ORDER


def test_handlers_and_recursion_have_arrows_of_their_own(build: Drawing) -> None:
    assert arrow(build, "main", "onExit").kind is ArrowKind.EXIT
    assert arrow(build, "main/compile", "main/compile@0").kind is ArrowKind.EXIT
    hook = arrow(build, "main", "hook:0")
    assert (hook.kind, hook.condition) == (ArrowKind.HOOK, 'workflow.status == "Running"')
    assert arrow(build, "main/retry/once-more", "main/retry").kind is ArrowKind.REPEAT


def test_facts_tell_inputs_with_their_values(build: Drawing) -> None:
    facts = dict(box(build, "main/compile").facts)
    assert facts["input target"] == "(`item` differs with each round of the loop)"
    assert facts["output image"] == "path: /tmp/image"
    assert dict(box(build, "main/retry").facts)["input left"] == "3"
    assert dict(box(build, "main/deploy").facts)["manifest"].startswith("apiVersion: apps/v1")


def test_steps_follow_each_other_group_by_group(draw: Draw) -> None:
    (drawing,) = draw(
        "kind: Workflow\nmetadata: {name: w}\nspec:\n  entrypoint: main\n  templates:\n    - name: main\n      steps:\n"
        "        - [{name: a, template: leaf}, {name: b, template: leaf}]\n        - [{name: c, template: leaf}]\n"
        "        - [{name: d, template: leaf, arguments: {parameters: [{name: x, value: '{{steps.a.outputs.result}}'},"
        " {name: y, value: '{{=steps[\"c\"].outputs.result}}'}]}}]\n"
        "    - name: leaf\n      container: {image: a}\n"
    )
    found = [(at.source, at.target, at.kind.value, at.labels) for at in drawing.arrows]
    assert found == [
        ("main/[0]", "main/c", "order", ()),
        ("main/c", "main/d", "order", ("result → y",)),
        ("main/a", "main/d", "data", ("result → x",)),
    ]


def test_what_is_not_there_is_drawn_as_missing(half_right: dict[str, Drawing]) -> None:
    drawing = half_right["half-right"]
    assert box(drawing, "main/a").kind is BoxKind.MISSING
    assert dict(box(drawing, "main/b").facts)["template"].endswith("WorkflowTemplate no-such-library is not there")
    assert box(drawing, "main/?ghost").kind is BoxKind.MISSING
    assert box(drawing, "main/c#2").kind is BoxKind.UNKNOWN
    assert box(drawing, "onExit").kind is BoxKind.MISSING
    assert box(half_right["no-library"], "main").title == "gone"
    assert box(half_right["no-entrypoint"], "main").title == "nowhere"
    assert half_right[""].boxes == ()


def test_a_schedule_starts_a_cron_workflow(half_right: dict[str, Drawing]) -> None:
    drawing = half_right["twice"]
    assert box(drawing, "schedule").title == "0 1 * * * · 0 2 * * *"
    assert arrow(drawing, "schedule", "main").kind is ArrowKind.START


def test_a_library_shows_what_nothing_in_it_calls_and_all_circles(half_right: dict[str, Drawing]) -> None:
    roots = [at.title for at in half_right["circle"].boxes if at.parent is None]
    assert roots == ["empty", "one"]


def test_findings_lie_on_the_smallest_box_and_on_every_use(build: Drawing, half_right: dict[str, Drawing]) -> None:
    rules = {at.rule for at in box(half_right["half-right"], "main/a").remarks}
    assert rules == {"unknown-template"}
    both = [box(half_right["half-right"], key) for key in ("main/c#2", "main/")]
    assert all("template-type" in {remark.rule for remark in at.remarks} for at in both)
    assert box(half_right["half-right"], "main").remarks == ()


def test_places_are_those_of_the_call_and_the_template(build: Drawing) -> None:
    call, template = box(build, "main/scan").places
    lines = (SAMPLES / "everything.yaml").read_text(encoding="utf-8").splitlines()
    assert "name: scan" in lines[call.line - 1]
    assert lines[call.last_line - 1].strip().startswith("from:")
    assert "name: scan" in lines[template.line - 1]


def test_templates_that_unfold_without_measure_stay_folded(draw: Draw) -> None:
    layers = "".join(
        f"    - name: l{i}\n      steps: [[{{name: a, template: l{i + 1}}}, {{name: b, template: l{i + 1}}}]]\n"
        for i in range(14)
    )
    (drawing,) = draw(
        "kind: Workflow\nmetadata: {name: w}\nspec:\n  entrypoint: l0\n  templates:\n"
        f"{layers}    - name: l14\n      container: {{image: a}}\n"
    )
    assert len(drawing.boxes) < 1_100
    assert any(mark.sign == "folded" for at in drawing.boxes for mark in at.marks)


def test_what_calls_itself_ends(draw: Draw) -> None:
    chain = "".join(f"    - name: c{i}\n      steps: [[{{name: a, template: c{i + 1}}}]]\n" for i in range(150))
    (drawing,) = draw(
        "kind: Workflow\nmetadata: {name: w}\nspec:\n  entrypoint: c0\n  templates:\n"
        f"{chain}    - name: c150\n      container: {{image: a}}\n"
    )
    assert len(drawing.boxes) == 102
