"""What Mermaid itself makes of the pictures in its language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from argolint.drawing.captions import box_lines
from argolint.report import mermaid
from tests.browser.build import build
from tests.drawing.conftest import SAMPLES, drawings_of
from tests.drawing.test_text_forms import ODD

CHECKOUT = Path(__file__).parents[2]
_RENDER = """async (text) => {
  const drawn = await mermaid.render("drawn" + Math.random().toString(36).slice(2), text);
  document.body.innerHTML = drawn.svg;
  const parts = [".node .nodeLabel", ".cluster-label .nodeLabel", ".edgeLabels .edgeLabel"];
  return parts.map((part) => [...document.querySelectorAll(part)].map((at) => at.innerText ?? ""));
}"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    """A page that has loaded Mermaid."""
    script = build()
    if script is None:
        pytest.skip("Mermaid is not there and npm does not get it: its own reading of the pictures stays untried")
    page = browser.new_page()
    page.set_content("<body></body>")
    page.add_script_tag(content=script.read_text(encoding="utf-8"))
    page.evaluate("mermaid.initialize({ startOnLoad: false })")
    return page


def labels(page: Any, text: str) -> list[list[str]]:
    """The words in nodes, over groups and beside edges."""
    return [[words(label) for label in part] for part in page.evaluate(_RENDER, text)]


def words(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("path", sorted([*SAMPLES.iterdir(), CHECKOUT / "examples"]), ids=lambda path: path.stem)
def test_every_box_is_drawn_with_its_words(page: Any, path: Path) -> None:
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    drawings = drawings_of(*map(str, files))
    nodes, groups, _ = labels(page, mermaid.draw(drawings))
    for drawing in drawings:
        for box in drawing.boxes:
            assert words("".join(box_lines(box))) in nodes or words("·".join(box_lines(box))) in groups


def test_odd_text_is_shown_as_it_is(page: Any) -> None:
    nodes = "".join(f"  n{index}[{mermaid.quoted(text)}]\n" for index, text in enumerate(ODD))
    edges = "".join(f"  n{index} -->|{mermaid.quoted(text)}| n0\n" for index, text in enumerate(ODD))
    groups = "".join(
        f"  subgraph g{index} [{mermaid.quoted(text)}]\n  x{index}\n  end\n" for index, text in enumerate(ODD)
    )
    for part in labels(page, f"flowchart TD\n{nodes}{edges}{groups}"):
        assert {words(text) for text in ODD} <= set(part)
