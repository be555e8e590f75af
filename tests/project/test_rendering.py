"""Findings in rendered text stand where the line came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argolint.diagnostic import Diagnostic, Fix, Severity
from argolint.project.outcome import Report
from argolint.project.rendering.made import Rendered
from argolint.project.rendering.placing import placed_back
from argolint.source import SourceFile, Span

if TYPE_CHECKING:
    from pathlib import Path


def marked(text: str, words: str, occurrence: int) -> Span:
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def placed(folder: Path, template: str, rendered: str, words: str, occurrence: int = 1) -> Diagnostic:
    """A finding at some words of a rendered text, led back."""
    file = folder / "flow.yaml"
    file.write_text(template, encoding="utf-8")
    source = SourceFile(f"{file} (rendered)", rendered)
    span = marked(rendered, words, occurrence)
    found = Diagnostic(source, span, "wrong", "rule", Severity.ERROR, fix=Fix("mend", (), safe=True))
    report = placed_back(Report((source,), (), (found,)), [Rendered(source, str(file))])
    return report.diagnostics[0]


def text(found: Diagnostic) -> str:
    return found.source.text[found.span.start : found.span.end]


@pytest.mark.parametrize(
    ("template", "rendered", "words", "line", "shown"),
    [
        ("{{- if .a }}\nname: x\n{{- end }}\n", "\nname: x\n", "x", 2, "x"),
        ("image: {{ .Values.image }}\n", "image: busybox\n", "busybox", 1, "{{ .Values.image }}"),
        ("image: {{ .Values.image }} # pinned\n", "image: busybox # pinned\n", "pinned", 1, "pinned"),
        ("image: {{ .a }}:{{ .b }}\n", "image: busybox:1.37\n", "1.37", 1, "{{ .b }}"),
        ("image: {{ .a }}:{{ .b }}\n", "image: busybox:1.37\n", "busybox:1.37", 1, "{{ .a }}:{{ .b }}"),
        ("args: ['{{`{{item}}`}}']\n", "args: ['{{item}}']\n", "{{item}}", 1, "{{`{{item}}`}}"),
        ('args: [{{ "a}}b" | quote }}]\n', 'args: ["a}}b"]\n', '"a}}b"', 1, '{{ "a}}b" | quote }}'),
        ("a: 1\nname: {{ .x }}\nb: 2\nname: {{ .y }}\n", "a: 1\nname: p\nb: 2\nname: q\n", "q", 4, "{{ .y }}"),
    ],
)
def test_a_finding_is_led_back(tmp_path: Path, template: str, rendered: str, words: str, line: int, shown: str) -> None:
    found = placed(tmp_path, template, rendered, words)
    assert found.file == str(tmp_path / "flow.yaml")
    assert (found.line, text(found)) == (line, shown)
    assert found.fix is None


def test_lines_of_a_loop_lead_back_to_the_one_line(tmp_path: Path) -> None:
    template = "{{- range .Values.names }}\n- name: {{ . }}\n  image: busybox\n{{- end }}\n"
    rendered = "- name: a\n  image: busybox\n- name: b\n  image: busybox\n"
    assert placed(tmp_path, template, rendered, "busybox", 2).line == 3
    assert placed(tmp_path, template, rendered, "b\n").line == 2


def test_what_the_file_does_not_hold_stays_in_the_rendered_text(tmp_path: Path) -> None:
    found = placed(tmp_path, '{{ include "all" . }}\n', "kind: Workflow\nspec: {}\n", "spec")
    assert found.file.endswith("flow.yaml (rendered)")
    assert found.line == 2


def test_a_finding_over_lines_that_parted_is_cut_to_the_first(tmp_path: Path) -> None:
    found = placed(tmp_path, "a: |\n  one\n{{- if .x }}\n  two\n{{- end }}\n", "a: |\n  one\n  two\n", "one\n  two")
    assert text(found) == "one"


def test_the_same_finding_in_every_round_is_said_once(tmp_path: Path) -> None:
    file = tmp_path / "flow.yaml"
    file.write_text("{{- range .x }}\nname: a\n{{- end }}\n")
    source = SourceFile(f"{file} (rendered)", "name: a\nname: a\n")
    found = [Diagnostic(source, Span(at, at + 4), "wrong", "rule", Severity.ERROR) for at in (0, 8)]
    report = placed_back(Report((source,), (), tuple(found)), [Rendered(source, str(file))])
    assert [(one.line, one.file) for one in report.diagnostics] == [(2, str(file))]
    assert [one.path for one in report.files] == [str(file)]


def test_a_text_of_no_known_file_is_left_as_it_is() -> None:
    source = SourceFile("kustomization.yaml (rendered)", "name: a\n")
    report = Report((source,), (), (Diagnostic(source, Span(0, 4), "wrong", "rule", Severity.ERROR),))
    assert placed_back(report, [Rendered(source, None)]) == report
