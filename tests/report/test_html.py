"""The page of a report: complete in itself, right in its escapes, the same for the same report."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from argolint.cli.main import main
from argolint.project.session import Report, Settings, check_sources
from argolint.report import html
from argolint.report.html_findings import excerpt
from argolint.report.html_rules import page_html
from argolint.report.html_text import data, escaped, prose
from argolint.report.style import Style
from argolint.source import SourceFile, Span
from tests.mutations.catalogue import mutants
from tests.report import samples

CHECKOUT = Path(__file__).parents[2]
_VOID = {"meta", "input", "br", "link"}


class _Balance(HTMLParser):
    """Reads a page, and notes each element that is closed wrongly or loads something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.wrong.extend(f"{tag} {name}" for name, _ in attrs if name in ("src", "style") or name.startswith("on"))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


def wrong(page: str) -> list[str]:
    parser = _Balance()
    parser.feed(page)
    parser.close()
    return [*parser.wrong, *parser.open]


def test_a_report_is_a_whole_page() -> None:
    page = html.render(samples.full_report(), Style())
    assert page.startswith("<!doctype html>\n")
    assert wrong(page) == []
    assert "://" not in re.sub(r'data-box="[^"]*"|<pre.*?</pre>', "", page, flags=re.DOTALL).replace(
        "https://hooks", ""
    )
    for one in samples.full_report().diagnostics:
        assert prose(one.message) in page


def test_only_this_style_and_this_script_are_allowed() -> None:
    page = html.render(samples.full_report(), Style())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    for element in ("style", "script"):
        (text,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert f"{element}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy[1]


def test_a_clean_report_says_so() -> None:
    assert "✓ All good: 2 objects in 2 files." in html.render(samples.report(), Style())


def test_nothing_checked_is_a_page_too() -> None:
    assert wrong(html.render(Report((), (), ()), Style())) == []


def test_odd_text_ends_no_element() -> None:
    hostile = "</script><img src=x onerror=alert(1)>\ud83d \x00 &amp; \"'`]]>"
    report = samples.marked("name: </pre><b>x</b>\n", "<b>", path="</h2>.yaml", message=hostile)
    page = html.render(report, Style())
    assert wrong(page) == []
    assert "<img" not in page
    page.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "a <code>b</code> c"),
        ("`` a`b ``", "<code>a`b</code>"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("one ` alone", "one ` alone"),
    ],
)
def test_names_in_backticks_are_code(text: str, expected: str) -> None:
    assert prose(text) == expected


def test_data_cannot_end_its_element() -> None:
    assert "<" not in data(["</script>", "<!--", "&lt;"])
    assert escaped("<\x00>") == "&lt;␀&gt;"


def test_an_excerpt_marks_the_span_and_shows_lines_around_it() -> None:
    source = SourceFile("a.yaml", "a: 1\nb: 2\nc: <3>\nd: 4\ne: 5\nf: 6\n")
    shown = excerpt(source, Span(13, 16))
    assert "<i>3</i>c: <mark>&lt;3&gt;</mark>\n" in shown
    assert [int(number) for number in re.findall(r"<i>(\d+)</i>", shown)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("span", [Span(0, 0), Span(29, 29), Span(0, 29), Span(4, 6)])
def test_an_excerpt_copes_with_any_span(span: Span) -> None:
    assert wrong(excerpt(SourceFile("a.yaml", "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6"), span)) == []


def test_every_page_of_a_rule_is_balanced() -> None:
    for path in sorted((CHECKOUT / "rules").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        page = "".join(page_html(text))
        assert wrong(page) == [], path.name
        assert page.count("<pre") == len(re.findall(r"^```", text, re.MULTILINE)) / 2, path.name


def test_without_the_library_the_findings_are_shown_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(CHECKOUT)
    monkeypatch.setitem(sys.modules, "graphlay", None)
    assert main(["check", "examples/mistakes", "--format", "html"]) == 1
    page = capsys.readouterr().out
    assert "dag-cycle" in page
    assert "pip install" in page


def test_a_picture_that_fails_does_not_cost_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(drawing: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(html, "lay_out", fail)
    page = html.render(samples.full_report(), Style())
    assert "could not be drawn" in page
    assert prose(samples.full_report().diagnostics[0].message) in page


def test_every_mutant_is_drawn() -> None:
    for mutant in mutants(4):
        drawn = html.render(check_sources([SourceFile("a.yaml", mutant.text)], Settings()), Style())
        assert "could not be drawn" not in drawn, mutant.text


def test_same_report_same_page(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(CHECKOUT)
    pages = set()
    for jobs in ("1", "2"):
        main(["check", "examples", "--format", "html", "--jobs", jobs])
        pages.add(capsys.readouterr().out)
    assert len(pages) == 1
