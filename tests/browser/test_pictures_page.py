"""The page of `graph --format html`, as a reader uses it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from argolint.cli.main import main
from tests.drawing.conftest import SAMPLES
from tests.drawing.large import large_workflow

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a dag with 200 tasks and of the samples, in this order."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "a-large.yaml").write_text(large_workflow(200), encoding="utf-8")
    for sample in SAMPLES.iterdir():
        (folder / sample.name).write_text(sample.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["graph", str(folder), "--isolated", "-o", str(folder / "pictures.html")]) == 0
    return folder / "pictures.html"


def box(page: Any, key: str) -> Any:
    return page.locator(f'#world [data-box="{key}"]')


def matrix(page: Any, part: str) -> float:
    found: float = page.evaluate(f"document.getElementById('world').transform.baseVal.consolidate().matrix.{part}")
    return found


def scale(page: Any) -> float:
    return matrix(page, "a")


def corner(page: Any) -> tuple[float, float]:
    return matrix(page, "e"), matrix(page, "f")


def test_a_click_tells_of_a_box_and_shows_its_source(pictures: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pictures, "#picture/2")
    box(page, "main/compile").locator(".title").click()
    details = page.locator("#details")
    assert details.locator("h2").inner_text() == "compile"
    text = details.inner_text()
    assert "× 3: linux, mac, windows" in text
    assert "everything.yaml:66" in text
    assert "- name: compile" in details.locator(".excerpt").first.inner_text().splitlines()[0]
    assert "image → images" in text
    assert page.url.endswith("#picture/2/main%2Fcompile")
    assert page.locator("#world .arrow.lit").count() == 5
    details.locator(".ways button", has_text="approve").click()
    assert details.locator("h2").inner_text() == "approve"
    page.keyboard.press("Escape")
    assert not details.is_visible()
    page.go_back()
    page.go_back()
    assert details.locator("h2").inner_text() == "compile"
    details.locator(".close").click()
    assert not details.is_visible()


def test_search_finds_boxes_of_all_pictures(pictures: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pictures)
    page.locator("body").press("/")
    page.keyboard.type("notify http")
    found = page.locator("#results button")
    assert found.count() == 3
    assert "tools" in found.first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#details h2").inner_text() == "notify"
    assert page.locator('.drawings [aria-current="true"] b').inner_text() == "tools"
    page.fill("#find", "part-117")
    assert found.count() == 1
    found.click()
    assert page.locator("#world .hit").count() == 1
    frame, at = page.locator("#stage").bounding_box(), box(page, "main/part-117").bounding_box()
    assert frame["x"] <= at["x"] <= frame["x"] + frame["width"]
    assert frame["y"] <= at["y"] <= frame["y"] + frame["height"]
    page.fill("#find", "no such box")
    assert page.locator("#results").inner_text() == "No box is like that."
    page.locator("#find").press("Escape")
    assert not page.locator("#results").is_visible()
    assert page.locator("#canvas.searched").count() == 0


def test_wheel_buttons_keys_and_mouse_move_the_picture(pictures: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pictures, "#picture/2")
    before = scale(page)
    page.mouse.move(700, 500)
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"document.getElementById('world').transform.baseVal.consolidate().matrix.a > {before}")
    page.click('[data-do="out"]')
    page.click('[data-do="fit"]')
    whole = scale(page)
    page.focus("#stage")
    page.keyboard.press("+")
    assert scale(page) > whole
    page.keyboard.press("0")
    assert scale(page) == whole
    x, y = corner(page)
    page.keyboard.press("ArrowDown")
    assert corner(page) == (x, y - 60)
    page.mouse.move(320, 880)
    page.mouse.down()
    page.mouse.move(420, 850, steps=4)
    page.mouse.up()
    assert corner(page) == pytest.approx((x + 100, y - 90))
    assert not page.locator("#details").is_visible()


def test_the_keyboard_is_enough(pictures: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pictures, "#picture/2")
    page.focus("#stage")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.dataset.box")
    assert focused == "main"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    opened = page.locator("#details h2").inner_text()
    assert opened == page.evaluate("document.activeElement.querySelector('.title').textContent")
    page.keyboard.press("Escape")
    assert not page.locator("#details").is_visible()


def test_odd_names_stay_text(pictures: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pictures, "#picture/10")
    titles = page.locator("#world .title").all_text_contents()
    assert 'say "hi" & <b>' in titles
    assert "наука 🚀 | back\\slash \\n {{x}}" in titles
    page.locator("#world .title", has_text='say "hi"').click()
    assert "</script><script>alert(1)</script>" in page.locator("#details .kind").first.inner_text()
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("index", range(11))
def test_words_stay_within_their_boxes(pictures: Path, open_page: Callable[..., Any], index: int) -> None:
    page = open_page(pictures, f"#picture/{index}")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('#world .box')].flatMap((box) => {
          const body = box.querySelector('.body').getBBox();
          return [...box.querySelectorAll('text')].filter((text) => {
            const at = text.getBBox();
            return at.x < body.x || at.x + at.width > body.x + body.width || at.y + at.height > body.y + body.height;
          }).map((text) => text.textContent);
        })"""
    )
    assert outside == []


def test_findings_are_on_the_boxes(pictures: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(pictures, "#picture/3")
    assert "has-error" in box(page, "main/a").get_attribute("class")
    assert "1 finding" in box(page, "main/a").text_content()
    assert "kind-missing" in box(page, "main/?ghost").get_attribute("class")
    box(page, "main/a").locator(".title").click()
    assert "no template no-such-template" in page.locator("#details .finding").first.inner_text()
