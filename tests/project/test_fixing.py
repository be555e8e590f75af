"""Fixes are applied in order, never two to the same characters, until nothing is left to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Diagnostic, Edit, Fix, Severity
from argolint.project.fixing import mend
from argolint.project.outcome import Report
from argolint.project.session import Settings, check_sources
from argolint.source import SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PATH = "a.yaml"


def _words(text: str) -> Report:
    """A toy linter: `one` should be `two`, `two` should be `three`; `bad` breaks the YAML when it is mended."""
    source = SourceFile(PATH, text)
    found = []
    for word, better, safe in (("one", "two", True), ("two", "three", False), ("bad", "{", True)):
        at = text.find(word)
        while at >= 0:
            edit = Edit(source, Span(at, at + len(word)), better)
            found.append(_finding(source, edit.span, Fix(word, (edit,), safe)))
            at = text.find(word, at + 1)
    return Report((source,), (), tuple(sorted(found, key=lambda one: one.span)))


def _finding(source: SourceFile, span: Span, fix: Fix) -> Diagnostic:
    return Diagnostic(source, span, "wrong word", "toy", Severity.ERROR, fix=fix)


def _again(check: Callable[[str], Report]) -> Callable[[Mapping[str, str]], Report]:
    return lambda texts: check(texts[PATH])


def test_only_safe_fixes_are_applied_unless_asked() -> None:
    mended = mend(_words("a: one\nb: one\n"), _again(_words), unsafe=False)
    assert mended.texts == {PATH: "a: two\nb: two\n"}
    assert len(mended.fixed) == 2


def test_what_comes_to_light_is_mended_in_the_next_round() -> None:
    mended = mend(_words("a: one\n"), _again(_words), unsafe=True)
    assert mended.texts == {PATH: "a: three\n"}
    assert mended.report.diagnostics == ()


def test_a_fix_that_breaks_the_file_is_left_out_and_the_others_are_not() -> None:
    mended = mend(_words("a: one\nb: bad\nc: one\n"), _again(_words), unsafe=False)
    assert mended.texts == {PATH: "a: two\nb: bad\nc: two\n"}


def test_a_circle_of_fixes_ends() -> None:
    def swap(text: str) -> Report:
        source = SourceFile(PATH, text)
        edit = Edit(source, Span(0, 1), "y" if text[0] == "x" else "x")
        return Report((source,), (), (_finding(source, edit.span, Fix("swap", (edit,), True)),))

    assert mend(swap("x: 1\n"), _again(swap), unsafe=False).texts[PATH] in ("x: 1\n", "y: 1\n")


def test_fixes_of_the_same_characters_take_turns_and_the_same_edit_is_made_once() -> None:
    source = SourceFile(PATH, "abcdef: 1\n")
    first = Edit(source, Span(0, 3), "A")
    clash = Edit(source, Span(2, 4), "B")
    report = Report(
        (source,),
        (),
        tuple(_finding(source, edit.span, Fix("toy", (edit,), True)) for edit in (first, first, clash)),
    )
    mended = mend(report, lambda texts: Report((SourceFile(PATH, texts[PATH]),), (), ()), unsafe=False)
    assert mended.texts == {PATH: "Adef: 1\n"}
    assert len(mended.fixed) == 2


def test_a_fix_that_reaches_into_another_file_is_not_applied() -> None:
    source, other = SourceFile(PATH, "a: 1\n"), SourceFile("elsewhere.yaml", "b: 1\n")
    fix = Fix("both", (Edit(source, Span(0, 1), "x"), Edit(other, Span(0, 1), "y")), True)
    report = Report((source,), (), (_finding(source, Span(0, 1), fix),))
    assert mend(report, lambda texts: report, unsafe=True).texts == {}


def test_comments_quotes_and_line_ends_stay() -> None:
    text = (
        "apiVersion: argoproj.io/v1alpha1  # first\r\nkind: Workflow\r\nmetadata: {generateName: 'a-'}\r\nspec:\r\n"
        '  entrypoint: "main"\r\n  templates:\r\n    - name: main\r\n      retryStratgy: {}   # mended\r\n'
        "      container: {image: 'busybox:1.37', command: [\"true\"]}\r\n"
    )
    source = SourceFile(PATH, text)
    report = check_sources([source], Settings())
    mended = mend(report, lambda texts: check_sources([SourceFile(PATH, texts[PATH])], Settings()), unsafe=True)
    assert mended.texts == {PATH: text.replace("retryStratgy", "retryStrategy")}


def test_nothing_is_cut_out_as_unused_while_there_are_errors() -> None:
    source = SourceFile(PATH, "a: 1\nb: 2\n")
    edit = Edit(source, Span(0, 5), "")
    unused = Diagnostic(source, edit.span, "unused", "toy", Severity.INFO, fix=Fix("cut", (edit,), False))
    error = Diagnostic(source, Span(5, 6), "wrong", "toy", Severity.ERROR)
    assert mend(Report((source,), (), (unused, error)), lambda _: Report((), (), ()), unsafe=True).texts == {}
    assert mend(Report((source,), (), (unused,)), lambda _: Report((), (), ()), unsafe=True).texts == {PATH: "b: 2\n"}
