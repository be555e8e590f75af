"""The page of `check --format html`, as a reader uses it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from argolint.cli.main import main
from tests.drawing.conftest import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The page of the examples and of a workflow with odd names."""
    monkeypatch.chdir(CHECKOUT)
    paths = ["examples", str((SAMPLES / "odd-names.yaml").relative_to(CHECKOUT))]
    assert main(["check", *paths, "--profile", "strict", "--format", "html"]) == 1
    path = tmp_path / "report.html"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def shown(page: Any) -> int:
    return page.locator(".finding[data-rule]:visible").count()


def test_filters_by_severity_rule_and_text(report: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(report)
    every = shown(page)
    assert every == page.locator(".finding[data-rule]").count() > 20
    page.locator(".chip.error").click()
    assert 0 < shown(page) < every
    assert page.locator(".finding.error:visible").count() == 0
    page.locator(".chip.error").click()
    page.select_option("#rule", "dag-cycle")
    assert page.locator('#rule option[value="dag-cycle"]').inner_text() == f"dag-cycle ({shown(page)})"
    assert page.locator("#shown").inner_text() == f"{shown(page)} of {every}"
    assert page.locator('.finding[data-rule]:not([data-rule="dag-cycle"]):visible').count() == 0
    page.select_option("#rule", "")
    page.keyboard.press("/")
    page.keyboard.type("misspelt-field retryStratgy")
    assert 0 < shown(page) < every
    assert all("retryStratgy" in text for text in page.locator(".finding[data-rule]:visible").all_inner_texts())
    assert page.locator(".file:visible h2 span").first.inner_text() == "examples/mistakes/misspelt-field.yaml"
    page.fill("#text", "no such words")
    assert shown(page) == 0
    assert page.locator("#findings .nothing").is_visible()


def test_source_is_shown_with_the_place_marked(report: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(report)
    finding = page.locator('.finding[data-rule="unknown-template"]').first
    assert finding.locator("mark").inner_text() == "downlaod"
    assert finding.locator(".line", has=page.locator("mark")).inner_text().split() == ["12", "template:", "downlaod"]
    assert "did you mean download?" in finding.locator(".help").inner_text()


def test_a_finding_leads_to_its_box_and_to_its_rule(report: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(report)
    page.locator('.finding[data-rule="dag-cycle"] .show').click()
    assert page.locator("#pictures").is_visible()
    assert not page.locator("#findings").is_visible()
    assert page.locator("#details h2").inner_text() == "build"
    assert "waits for itself" in page.locator("#details .finding").first.inner_text()
    page.locator("#details .finding a").first.click()
    assert page.locator("#rule-dag-cycle").is_visible()
    assert page.locator("#rule-dag-cycle h2").inner_text() == "dag-cycle"
    page.go_back()
    assert page.locator("#details h2").inner_text() == "build"
    page.go_back()
    assert page.locator("#findings").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_as_the_screen_is_and_as_one_likes(
    report: Path, open_page: Callable[..., Any], scheme: str
) -> None:
    page = open_page(report, color_scheme=scheme)
    light, dark = "rgb(255, 255, 255)", "rgb(13, 17, 23)"

    def background() -> str:
        color: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        return color

    at_first, other = (light, dark) if scheme == "light" else (dark, light)
    assert background() == at_first
    page.click("#theme")
    assert background() == other
    page.locator("body").press("t")
    assert background() == at_first


def test_odd_text_stays_text(report: Path, open_page: Callable[..., Any]) -> None:
    page = open_page(report)
    page.wait_for_timeout(50)
    assert page.locator("img").count() == 0
    assert 'say "hi" & <b>' in page.locator("#findings").inner_text()


def test_it_reads_well_without_its_script(report: Path, browser: Any) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(report.as_uri())
    assert page.locator("#findings").is_visible()
    assert page.locator("#rules").is_visible()
    page.close()


def test_nothing_found_is_said_at_once(
    tmp_path: Path, open_page: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(CHECKOUT / "examples/dag"), "--format", "html"]) == 0
    path = tmp_path / "good.html"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    page = open_page(path)
    assert page.locator("#findings .good").inner_text() == "✓ All good: 1 object in 1 file."
