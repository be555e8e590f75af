"""Whole reports, as they were when somebody last read them."""

from __future__ import annotations

import json
from importlib import import_module
from xml.etree import ElementTree

import pytest

from argolint.report.style import Style
from tests.goldens import assert_golden
from tests.report import samples

FORMATS = [
    "text", "concise", "statistics", "json", "github", "gitlab", "sarif", "junit", "rdjson", "checkstyle", "markdown",
]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_as_agreed(name: str) -> None:
    written = import_module(f"argolint.report.{name}").render(samples.full_report(), Style())
    assert_golden(__file__, f"{name}.txt", written)


@pytest.mark.parametrize("name", ["text", "concise", "statistics"])
def test_a_format_in_colours_is_as_agreed(name: str) -> None:
    written = import_module(f"argolint.report.{name}").render(samples.full_report(), Style(color=True))
    assert_golden(__file__, f"{name}-colored.txt", written.replace("\x1b", "␛"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("text", "All good: 2 objects in 2 files.\n"),
        ("concise", "All good: 2 objects in 2 files.\n"),
        ("statistics", "All good: 2 objects in 2 files.\n"),
        ("github", ""),
        ("gitlab", "[]\n"),
        ("markdown", "## argolint\n\nAll good: 2 objects in 2 files.\n"),
    ],
)
def test_a_clean_report_is_short(name: str, expected: str) -> None:
    assert import_module(f"argolint.report.{name}").render(samples.report(), Style()) == expected


@pytest.mark.parametrize("name", ["text", "concise", "statistics"])
def test_the_closing_line_can_be_left_out(name: str) -> None:
    render = import_module(f"argolint.report.{name}").render
    assert render(samples.report(), Style(summary=False)) == ""
    assert "Found" not in render(samples.full_report(), Style(summary=False))


def test_json_holds_everything() -> None:
    render = import_module("argolint.report.json").render
    document = json.loads(render(samples.report(samples.unknown_field(), samples.other_file()), Style()))
    assert document["version"] == 1
    assert document["summary"] == {"files": 2, "objects": 2, "errors": 2, "warnings": 0, "infos": 0}
    first, second = document["diagnostics"]
    assert first == {
        "file": "flows/hello.yaml",
        "range": {"start": {"line": 18, "column": 7}, "end": {"line": 18, "column": 15}},
        "rule": "unknown-field",
        "severity": "error",
        "message": "`contaner` is no field of a template",
        "help": "write `container`",
        "object": "Workflow/hello",
        "labels": [],
        "fixable": True,
    }
    assert second["labels"] == [
        {
            "file": "flows/library.yaml",
            "range": {"start": {"line": 4, "column": 1}, "end": {"line": 4, "column": 9}},
            "message": "this WorkflowTemplate has no templates",
        }
    ]


def test_json_survives_half_characters() -> None:
    written = import_module("argolint.report.json").render(
        samples.marked("name: x\n", "x", path="odd\udcff.yaml", message="lone \ud83d"), Style()
    )
    assert json.loads(written.encode("ascii"))["diagnostics"][0]["message"] == "lone \ud83d"


def test_github_escapes_what_would_end_a_command() -> None:
    written = import_module("argolint.report.github").render(
        samples.marked("a: b\n", "b", path="odd,na:me%.yaml", message="50% of a\r\nb: c, d"), Style()
    )
    assert written == (
        "::error file=odd%2Cna%3Ame%25.yaml,line=1,endLine=1,col=4,endColumn=5,title=some-rule"
        "::50%25 of a%0D%0Ab: c, d\n"
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_any_text(name: str) -> None:
    odd = samples.marked(
        "a: \x00\x0b b|`<]]>\U0001f600\n", "b", path='od|d\udcff`<&"\n.yaml', message="lone \ud83d `|` \x1b]]>"
    )
    written = import_module(f"argolint.report.{name}").render(odd, Style())
    if name in ("junit", "checkstyle"):
        ElementTree.fromstring(written.encode("utf-8", "backslashreplace"))
    elif name in ("json", "gitlab", "sarif", "rdjson"):
        assert json.loads(written.encode("utf-8", "backslashreplace"))
    elif name != "github":
        assert "\x1b" not in written


def test_reviewdog_counts_bytes() -> None:
    (found,) = json.loads(
        import_module("argolint.report.rdjson").render(samples.marked("é😀: here\n", "here"), Style())
    )["diagnostics"]
    assert found["location"]["range"]["start"] == {"line": 1, "column": 9}


def test_markdown_keeps_tables_whole() -> None:
    written = import_module("argolint.report.markdown").render(
        samples.marked("a: b\n", "b", path="a|b.yaml", message="use `x | y` | or <b>"), Style()
    )
    (row,) = [line for line in written.splitlines() if "a\\|b.yaml" in line]
    assert "`x \\| y` \\| or \\<b\\>" in row
