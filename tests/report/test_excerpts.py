"""Lines are shown such that the underline stands below what is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argolint.diagnostic import Diagnostic, Label, Severity
from argolint.project.session import Report
from argolint.report.display import displayable, width
from argolint.report.style import Style
from argolint.report.text import render
from argolint.source import SourceFile, Span
from tests.report import samples

if TYPE_CHECKING:
    from pathlib import Path


def lines(report: Report) -> list[str]:
    return render(report, Style(summary=False)).split("\n")


def underlined(report: Report) -> str:
    """What stands above the carets, column by column."""
    _, _, line, underline, *_ = lines(report)
    start = underline.index("^")
    columns = [character for character in line for _ in range(width(character))]
    return "".join(dict.fromkeys(columns[start : underline.rindex("^") + 1]))


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("a: here\n", "here", "her"),
        ("a:\there\n", "here", "her"),
        ("名前: here\n", "here", "her"),
        ("名前: 東京\n", "東京", "東京"),
        ("e\u0301te\u0301: here\n", "here", "her"),
        ("a:\u00a0here\n", "here", "her"),
        ("a: \x1b[31mhere\n", "here", "her"),
        ("😀: here\r\nb: c\r\n", "here", "her"),
        ("x" * 500 + " here " + "y" * 500, "here", "her"),
        ("y" * 119 + "z", "z", "z"),
        ("z" + "y" * 500, "z", "z"),
        ("y" * 500 + "z", "z", "z"),
    ],
)
def test_the_underline_is_in_place(text: str, words: str, shown: str) -> None:
    assert underlined(samples.marked(text, words)) == shown


def test_a_long_line_is_cut_around_the_mark() -> None:
    _, _, line, underline, *_ = lines(samples.marked("x" * 500 + " here " + "y" * 500, "here"))
    assert line.startswith("1 | …x")
    assert line.endswith("y…")
    assert len(line) < 130
    assert underline.strip("| ") == "^^^^"


def test_a_mark_longer_than_a_line_is_cut() -> None:
    _, _, line, underline, *_ = lines(samples.marked("a: " + "x" * 5000, "x" * 5000))
    assert len(underline) <= len(line) <= 130


def test_marks_far_apart_on_a_long_line_are_both_shown() -> None:
    source = SourceFile("a.yaml", f"first {'x' * 3000} second")
    label = Label(source, samples.at(source, "second"), "and here")
    found = Diagnostic(source, samples.at(source, "first"), "m", "r", Severity.ERROR, labels=(label,))
    shown = lines(Report((source,), (), (found,)))
    assert [line.strip("| ") for line in shown if line.startswith("  |")] == ["", "^^^^^", "------ and here"]


def test_an_empty_span_gets_one_caret() -> None:
    source = SourceFile("a.yaml", "key:\n")
    found = Diagnostic(source, Span(4, 4), "value missing", "r", Severity.ERROR)
    assert lines(Report((source,), (), (found,)))[2:4] == ["1 | key:", "  |     ^"]


def test_the_end_of_a_text_can_be_meant() -> None:
    source = SourceFile("a.yaml", "key:\n")
    found = Diagnostic(source, Span(5, 5), "text ends", "r", Severity.ERROR)
    assert lines(Report((source,), (), (found,)))[2:4] == ["2 |", "  | ^"]


def test_a_name_cannot_steer_the_terminal() -> None:
    written = render(samples.marked("a: b\n", "b", message="name `\x1b]0;x\x07\n\u202e` is odd"), Style())
    assert written.startswith("a.yaml:1:4: error[some-rule]: name `␛]0;x␇␊<U+202E>` is odd\n")


def test_paths_are_shown_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert lines(samples.marked("a: b", "b", path=f"{tmp_path}/in/a.yaml"))[0].startswith("in/a.yaml:1:4:")
    assert lines(samples.marked("a: b", "b", path="/else/a.yaml"))[0].startswith("/else/a.yaml:1:4:")
    assert lines(samples.marked("a: b", "b", path="./a.yaml"))[0].startswith("a.yaml:1:4:")


@given(st.text())
def test_what_is_displayed_moves_no_cursor(text: str) -> None:
    shown = displayable(text)
    assert all(character.isprintable() or character == "\u3000" for character in shown)
    assert width(shown) >= 0


def test_blanks_at_the_end_of_a_line_count() -> None:
    source = SourceFile("a.yaml", "a: b\t \nc: d\n")
    found = Diagnostic(source, Span(6, 6), "m", "r", Severity.ERROR)
    assert lines(Report((source,), (), (found,)))[2:4] == ["1 | a: b     ", "  |          ^"]


@given(st.text(min_size=1), st.data())
def test_any_span_of_any_text_is_shown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source = SourceFile("a.yaml", text)
    found = Diagnostic(source, Span(start, end), "m", "r", Severity.ERROR)
    shown = lines(Report((source,), (), (found,)))
    assert "^" in shown[3]
    assert width(shown[3].rstrip("^")) <= width(shown[2]) + 1
