"""All formats tell the same findings of one project."""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from argolint.diagnostic import Severity
from argolint.project.session import Report, Settings, check_sources
from argolint.report.style import Style
from argolint.source import SourceFile
from tests.mutations.catalogue import mutants

FEWEST = 100


class Told(NamedTuple):
    """What a format can tell of a finding; line and column are 0 where it does not."""

    file: str
    line: int
    column: int
    rule: str
    severity: str


@pytest.fixture(scope="module")
def report() -> Report:
    """A project of mistakes, with names that formats have to escape."""
    sources = [
        SourceFile(f"flows/{number} – a%b,c.yaml", mutant.text.replace("name:", "name: ", 1))
        for number, mutant in enumerate(mutants(4))
    ]
    found = check_sources(sources, Settings())
    assert len(found.diagnostics) >= FEWEST
    assert {one.severity for one in found.diagnostics} == set(Severity)
    return found


def rendered(name: str, report: Report) -> str:
    text: str = import_module(f"argolint.report.{name}").render(report, Style())
    return text


def expected(report: Report, *, column: bool = True, line: bool = True) -> list[Told]:
    return sorted(
        Told(one.file, one.line if line else 0, one.column if column else 0, one.rule, one.severity.value)
        for one in report.diagnostics
    )


@pytest.mark.parametrize("name", ["concise", "text"])
def test_text(name: str, report: Report) -> None:
    heads = re.findall(r"^(flows/[^\n]*?\.yaml):(\d+):(\d+): (\w+)\[([\w-]+)\]: ", rendered(name, report), re.MULTILINE)
    told = [Told(file, int(line), int(column), rule, severity) for file, line, column, severity, rule in heads]
    assert sorted(told) == expected(report)


def test_json(report: Report) -> None:
    told = [
        Told(one["file"], *one["range"]["start"].values(), one["rule"], one["severity"])
        for one in json.loads(rendered("json", report))["diagnostics"]
    ]
    assert sorted(told) == expected(report)


def test_sarif(report: Report) -> None:
    levels = {"error": "error", "warning": "warning", "note": "info"}
    (run,) = json.loads(rendered("sarif", report))["runs"]
    told = []
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        file = unquote(place["artifactLocation"]["uri"])
        level = levels[result["level"]]
        told.append(Told(file, region["startLine"], region["startColumn"], result["ruleId"], level))
    assert sorted(told) == expected(report)
    known = [result["partialFingerprints"]["argolint/v1"] for result in run["results"]]
    assert len(known) == len(set(known))


def test_gitlab(report: Report) -> None:
    severities = {"critical": "error", "major": "warning", "info": "info"}
    issues = json.loads(rendered("gitlab", report))
    told = [
        Told(
            one["location"]["path"],
            *one["location"]["positions"]["begin"].values(),
            one["check_name"],
            severities[one["severity"]],
        )
        for one in issues
    ]
    assert sorted(told) == expected(report)
    assert len(issues) == len({one["fingerprint"] for one in issues})


def test_rdjson(report: Report) -> None:
    told = []
    for one in json.loads(rendered("rdjson", report))["diagnostics"]:
        start = one["location"]["range"]["start"]
        told.append(Told(one["location"]["path"], start["line"], 0, one["code"]["value"], one["severity"].lower()))
    assert sorted(told) == expected(report, column=False)


def test_checkstyle(report: Report) -> None:
    told = [
        Told(
            file.attrib["name"],
            int(one.attrib["line"]),
            int(one.attrib["column"]),
            one.attrib["source"].removeprefix("argolint."),
            one.attrib["severity"],
        )
        for file in ElementTree.fromstring(rendered("checkstyle", report).encode())
        for one in file
    ]
    assert sorted(told) == expected(report)


def test_junit(report: Report) -> None:
    root = ElementTree.fromstring(rendered("junit", report).encode())
    told = []
    for suite in root:
        for case in suite:
            if len(case):
                rule, _, place = case.attrib["name"].partition(" ")
                severity = case[0].attrib.get("type", "info")
                told.append(Told(suite.attrib["name"], *map(int, place.split(":")), rule, severity))
        assert int(suite.attrib["tests"]) == len(suite)
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
    assert sorted(told) == expected(report)
    assert int(root.attrib["tests"]) == len(root.findall("testsuite/testcase"))


def test_github(report: Report) -> None:
    levels = {"error": "error", "warning": "warning", "notice": "info"}
    told = []
    for line in rendered("github", report).splitlines():
        command, _, rest = line.removeprefix("::").partition(" ")
        properties = dict(part.split("=", 1) for part in rest.split("::", 1)[0].split(","))
        file = properties["file"].replace("%2C", ",").replace("%3A", ":").replace("%25", "%")
        told.append(Told(file, int(properties["line"]), 0, properties["title"], levels[command]))
    assert sorted(told) == expected(report, column=False)


def test_html(report: Report) -> None:
    head = r'data-severity="(\w+)" data-rule="([\w-]+)">.*?<p class="where"><span>(.*?):(\d+):(\d+)<'
    found = re.findall(head, rendered("html", report), re.DOTALL)
    told = [Told(file, int(line), int(column), rule, severity) for severity, rule, file, line, column in found]
    assert sorted(told) == expected(report)


def test_markdown_and_statistics_count_alike(report: Report) -> None:
    rows = re.findall(r"^\| \S+ (\w+) \| `([\w-]+)` \| (\d+) \|$", rendered("markdown", report), re.MULTILINE)
    lines = re.findall(r"^ *(\d+)  (\w+)\[([\w-]+)\]$", rendered("statistics", report), re.MULTILINE)
    assert {(severity, rule, count) for severity, rule, count in rows} == {
        (severity, rule, count) for count, severity, rule in lines
    }
    assert sum(int(count) for count, _, _ in lines) == len(report.diagnostics)
