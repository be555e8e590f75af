"""Where boxes and arrows go: no box lies on another, each arrow goes from border to border, all is on the page."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest

from argolint.cli.main import main
from argolint.drawing.captions import box_lines
from argolint.drawing.layout import Area, Layout, Point, lay_out
from argolint.report import svg
from tests.drawing.conftest import SAMPLES, drawings_of
from tests.drawing.large import large_workflow
from tests.goldens import assert_golden

CHECKOUT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[Layout]:
    """The layouts of the samples, of the examples, and of a dag with 200 tasks."""
    large = tmp_path_factory.mktemp("large") / "large.yaml"
    large.write_text(large_workflow(200), encoding="utf-8")
    paths = [*SAMPLES.iterdir(), *(CHECKOUT / "examples").rglob("*.yaml"), large]
    return [lay_out(drawing) for drawing in drawings_of(*(str(path) for path in sorted(paths)))]


def apart(one: Area, other: Area) -> bool:
    across = one.x + one.width <= other.x or other.x + other.width <= one.x
    return across or one.y + one.height <= other.y or other.y + other.height <= one.y


def within(inner: Area, outer: Area) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def on_border(point: Point, area: Area) -> bool:
    reach = 0.6
    inside_x = area.x - reach <= point.x <= area.x + area.width + reach
    inside_y = area.y - reach <= point.y <= area.y + area.height + reach
    at_side = min(abs(point.x - area.x), abs(point.x - area.x - area.width)) <= reach
    at_end = min(abs(point.y - area.y), abs(point.y - area.y - area.height)) <= reach
    return inside_x and inside_y and (at_side or at_end)


def test_no_box_lies_on_another(everything: list[Layout]) -> None:
    for layout in everything:
        for siblings in layout.drawing.children().values():
            for one, other in combinations(siblings, 2):
                assert apart(layout.areas[one.id], layout.areas[other.id]), (one.id, other.id)


def test_boxes_lie_within_their_groups_and_on_the_page(everything: list[Layout]) -> None:
    for layout in everything:
        page = Area(0, 0, layout.width, layout.height)
        for box in layout.drawing.boxes:
            around = layout.areas[box.parent] if box.parent is not None else page
            assert within(layout.areas[box.id], around), box.id


def test_arrows_go_from_border_to_border(everything: list[Layout]) -> None:
    for layout in everything:
        assert len(layout.ways) == len(layout.drawing.arrows)
        for way in layout.ways:
            assert on_border(way.points[0], layout.areas[way.source]), way.arrow
            assert on_border(way.points[-1], layout.areas[way.target]), way.arrow


def test_arrows_end_at_what_they_mean_or_at_a_group_around_it(everything: list[Layout]) -> None:
    for layout in everything:
        parents = {box.id: box.parent for box in layout.drawing.boxes}
        for way in layout.ways:
            at: str | None = way.arrow.source
            while at is not None and at != way.source:
                at = parents[at]
            assert at == way.source


def test_what_runs_side_by_side_stands_in_the_order_of_the_text(everything: list[Layout]) -> None:
    layout = next(at for at in everything if at.drawing.name == "build-")
    words, licences = (layout.areas[f"main/scan/{name}"] for name in ("words", "licences"))
    assert words.x < licences.x
    assert words.y == licences.y


def test_no_line_of_200_tasks_crosses_a_box(everything: list[Layout]) -> None:
    layout = next(at for at in everything if at.drawing.name == "large-")
    assert len(layout.drawing.boxes) == 201
    leaves = [layout.areas[box.id] for box in layout.drawing.boxes if box.parent is not None]
    for way in layout.ways:
        for (x1, y1), (x2, y2) in zip(way.points, way.points[1:], strict=False):
            line = Area(min(x1, x2) + 1, min(y1, y2) + 1, abs(x1 - x2) - 2, abs(y1 - y2) - 2)
            assert all(apart(line, leaf) for leaf in leaves), way.arrow


@pytest.mark.parametrize("sample", ["everything", "half-right", "odd-names"])
def test_svg_is_well_formed_and_tells_all_words(sample: str) -> None:
    drawings = drawings_of(str(SAMPLES / f"{sample}.yaml"))
    root = ET.fromstring(svg.draw(drawings))
    texts = {" ".join("".join(at.itertext()).split()) for at in root.iter(f"{SVG}text")}
    for drawing in drawings:
        for box in drawing.boxes:
            if box.id not in drawing.children():
                assert {" ".join(line.split()) for line in box_lines(box)} <= texts
    assert len(list(root.iter(f"{SVG}script"))) == 0


def test_svg_needs_nothing_from_elsewhere() -> None:
    text = svg.draw(drawings_of(str(CHECKOUT / "examples/dag/diamond.yaml")))
    assert "://" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "var(" not in text
    assert "prefers-color-scheme:dark" in text


def test_svg_as_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(CHECKOUT)
    assert main(["graph", "examples/dag", "--format", "svg"]) == 0
    text = capsys.readouterr().out
    assert_golden(__file__, "dag.svg", text)
    assert (CHECKOUT / "docs/images/diamond.svg").read_text(encoding="utf-8") == text, "copy the golden file there"


def test_without_the_library_a_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(CHECKOUT)
    monkeypatch.setitem(sys.modules, "graphlay", None)
    assert main(["graph", "examples/dag", "--format", "svg"]) == 2
    assert "pip install 'argolint[graph]'" in capsys.readouterr().err
    assert main(["graph", "examples/dag", "--format", "dot"]) == 0


def test_only_pictures_load_what_lays_them_out() -> None:
    program = (
        "import sys; from argolint.cli.main import main; main(['check', 'examples/dag']);"
        "print(sorted(at for at in sys.modules if 'graphlay' in at or 'drawing' in at))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_same_drawing_same_page(everything: list[Layout]) -> None:
    for layout in everything:
        assert lay_out(layout.drawing) == layout
