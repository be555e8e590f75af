"""Comments and annotations that suppress findings: where they hold, and when they are told to be idle."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

import pytest

import argolint
from argolint.project.configuration.effective import Part, settings_of
from argolint.project.session import Settings, check_sources
from argolint.source import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

    from argolint.diagnostic import Diagnostic

HEAD = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  templates:
"""
QUIET = {"ignore": ("unused-template",)}


def check(text: str, **config: Any) -> tuple[Diagnostic, ...]:
    return check_sources([SourceFile("a.yaml", text)], settings_of([Part({**QUIET, **config})])).diagnostics


def said(text: str, **config: Any) -> list[tuple[int, str]]:
    return [(found.line, found.rule) for found in check(text, **config)]


def flow(templates: str) -> str:
    return HEAD + indent(dedent(templates), "  ")


def mended(text: str, **config: Any) -> str:
    edits = [edit for found in check(text, **config) if found.fix for edit in found.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


CASES = {
    "at the end of the line": """\
        - name: main
          container: {image: "a:latest", command: [a]}  # argolint: ignore[image-latest]
        - name: b
          container: {image: "a:latest", command: [a]}  #argolint:ignore[image-latest] why
        - name: c
          container: {image: "a:latest", command: [a]} # other words # argolint: ignore[ unused , image-latest ]
        """,
    "by group": """\
        - name: main
          container: {image: "a:latest", command: [a]}  # argolint: ignore[GROUP]
        """,
    "above a key": """\
        - name: main
          # argolint: ignore[image-latest]
          container:
            command: [a]
            image: a:latest
        """,
    "above an item": """\
        # argolint: ignore[image-latest] all of it

        # other words
        - name: main
          container:
            command: [a]
            image: a:latest
        """,
    "above an item that begins on the next line": """\
        # argolint: ignore[image-latest]
        -
          name: main
          container: {image: "a:latest", command: [a]}
        """,
    "above an item with an anchor": """\
        # argolint: ignore[image-latest]
        - &main
          name: main
          container: {image: "a:latest", command: [a]}
        """,
    "above a list on the indentation of its key": """\
        - name: main
          containerSet:
            # argolint: ignore[image-latest]
            containers:
            - name: main
              image: a:latest
              command: [a]
        """,
    "above a text block": """\
        - name: main
          # argolint: ignore[image-latest]
          script:
            image: a:latest
            command: [sh]
            source: |
              echo
        """,
    "inside a flow map": """\
        - name: main
          container: {
            # argolint: ignore[image-latest]
            image: "a:latest",
            command: [a]}
        """,
    "for the file": """\
        - name: main
          container: {image: "a:latest", command: [a]}
        - name: b
          container: {image: "a:latest", command: [a]}
        # argolint: ignore-file[image-latest] all are ours
        """,
    "with Windows line ends": """\
        - name: main\r
          # argolint: ignore[image-latest]\r
          container:\r
            command: [a]\r
            image: a:latest\r
        """,
}


@pytest.mark.parametrize("name", CASES)
def test_it_suppresses(name: str) -> None:
    (group,) = {found.group for found in _rules("image-latest")}
    text = flow(CASES[name]).replace("GROUP", group).replace("unused , ", "")
    assert said(text) == []


def _rules(name: str) -> list[Any]:
    from argolint.rules.registry import all_rules

    return [rule for rule in all_rules() if rule.name == name]


def test_a_line_and_a_node_are_all_that_is_suppressed() -> None:
    text = flow("""\
        - name: main
          # argolint: ignore[image-latest]
          container: {image: "a:latest", command: [a]}
        - name: b  # argolint: ignore[image-latest]
          container: {image: "a:latest", command: [a]}
        """)
    assert said(text) == [(10, "unused-suppression"), (11, "image-latest")]


def test_what_looks_like_a_comment_in_a_script_is_the_scripts_own() -> None:
    text = flow("""\
        - name: main
          script:
            image: a:latest
            command: [sh]
            source: |
              # argolint: ignore-file[image-latest]
              echo "# argolint: ignore[nothing]"
        """)
    assert said(text) == [(9, "image-latest")]
    assert said(text.replace("a:latest", '"a:latest # argolint: ignore[x]"')) != []


def test_an_annotation_suppresses_for_its_object() -> None:
    text = flow("""\
        - name: main
          container: {image: "a:latest", command: [a]}
        """)
    noted = text.replace(
        "generateName: a-", 'generateName: a-, annotations: {argolint.io/ignore: "image-latest, unused: made by us"}'
    )
    assert said(noted, ignore=("unused",)) == []
    assert (
        said(f"{noted}\n---\n{text}") == [(17, "image-latest")]
        or said(f"{noted}\n---\n{text}")[-1][1] == "image-latest"
    )
    wrong = noted.replace("image-latest", "image-latst")
    assert [rule for _, rule in said(wrong)] == ["unknown-suppression", "image-latest"]
    assert said(mended(wrong)) == said(noted)


def test_documents_that_do_not_parse_keep_their_suppressions() -> None:
    text = "# argolint: ignore-file[yaml-syntax] yet to be rendered\na: [\n"
    assert said(text) == []
    assert said("a:\n  # argolint: ignore[yaml-syntax]\n  b: ]\n  c: d\n") == []


def test_json_has_no_comments() -> None:
    text = '{"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "x": "# argolint: ignore-file[schema]"}'
    assert "unknown-field" in {rule for _, rule in said(text)}


def test_the_narrowest_of_several_is_used() -> None:
    text = flow("""\
        # argolint: ignore[image-latest]
        - name: main
          container: {image: "a:latest", command: [a]}  # argolint: ignore[image-latest]
        """)
    assert said(text) == [(7, "unused-suppression")]


def test_idle_names_are_taken_away_and_the_rest_is_kept() -> None:
    text = flow("""\
        - name: main
          container: {image: "a:latest", command: [a]}  # argolint: ignore[dag-cycle, image-latest, host-path] why
        # argolint: ignore[dag-cycle]
        - name: b
          container: {image: "a:1", command: [a]}  # pinned  # argolint: ignore[image-latest] why
        """)
    assert said(text) == [(8, "unused-suppression"), (9, "unused-suppression"), (11, "unused-suppression")]
    assert mended(text) == flow("""\
        - name: main
          container: {image: "a:latest", command: [a]}  # argolint: ignore[image-latest] why
        - name: b
          container: {image: "a:1", command: [a]}  # pinned
        """)


@pytest.mark.parametrize("name", ["shell-mistake", "missing-permission", "access", "run-as-root"])
def test_names_are_not_judged_where_their_rules_cannot_be(name: str) -> None:
    text = flow(f"""\
        - name: main
          container: {{image: "a:1", command: [a]}}  # argolint: ignore[{name}]
        """)
    assert said(text) == []


def test_names_that_are_turned_off_are_not_judged() -> None:
    text = flow("""\
        - name: main
          container: {image: "a:1", command: [a]}  # argolint: ignore[image-latest]
        """)
    assert said(text) == [(8, "unused-suppression")]
    assert said(text, ignore=["image-latest"]) == []
    assert said(text, select=["names", "unused"]) == []
    assert said(text, rules={"unused-suppression": "off"}) == []


def test_a_suppression_is_judged_over_all_versions() -> None:
    text = HEAD.replace(
        "entrypoint: main",
        "entrypoint: main\n  synchronization: {mutexes: [{name: a}]}  # argolint: ignore[removed-field]",
    )
    text += '  - name: main\n    container: {image: "a:1", command: [a]}\n'
    assert said(text, **{"argo-version": ["3.5", "4.1"]}) == []
    assert said(text, **{"argo-version": "4.1"}) == [(6, "unused-suppression")]


def test_unknown_names_and_verbs_are_told_and_mended() -> None:
    text = flow("""\
        - name: main
          container: {image: "a:latest", command: [a]}  # argolint: ignore[image-latst]
        # argolint: ignore_file[image-latest]
        """)
    assert [rule for _, rule in said(text)] == ["image-latest", "unknown-suppression", "unknown-suppression"]
    assert "ignore[image-latest]\n" in mended(text)
    assert "# argolint: ignore-file[image-latest]" in mended(text)
    assert said(text.replace("ignore[image-latst]", "ignore[]").replace("ignore_file", "ignore-file")) == [
        (8, "unknown-suppression")
    ]


def test_mandatory_rules_cannot_be_suppressed() -> None:
    text = flow("""\
        - name: main
          container: {image: "a:latest", command: [a]}  # argolint: ignore[image-latest] why
        """)
    assert said(text, mandatory=["image-latest"]) == [(8, "image-latest"), (8, "unused-suppression")]
    (told,) = [found for found in check(text, mandatory=["image-latest"]) if found.rule == "unused-suppression"]
    assert told.message == "`image-latest` is mandatory by the configuration, so that nothing suppresses it"


def test_a_reason_can_be_required() -> None:
    text = flow("""\
        - name: main
          container: {image: "a:latest", command: [a]}  # argolint: ignore[image-latest]
        - name: b
          container: {image: "a:latest", command: [a]}  # argolint: ignore[image-latest] it is ours
        """)
    assert said(text) == []
    assert said(text, **{"require-reason": True}) == [(8, "suppression-without-reason")]


def test_former_names_of_rules_suppress() -> None:
    text = flow("""\
        - name: main
          container: {image: "a:1", command: [a]}  # argolint: ignore[run-as-non-root]
        """)
    assert "run-as-root" in {rule for _, rule in said(text.replace("argolint:", "x"), profile="security")}
    assert "run-as-root" not in {rule for _, rule in said(text, profile="security")}


def test_files_with_other_settings_keep_their_own_suppressions(tmp_path: Path) -> None:
    text = flow("""\
        - name: main
          container: {image: "a:latest", command: [a]}  # argolint: ignore[image-latest] why
        """)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.yaml").write_text(text)
    (tmp_path / "b" / "argolint.toml").write_text('mandatory = ["image-latest"]\n')
    report = argolint.check([tmp_path])
    assert {(found.file.rpartition("/")[0][-1], found.rule) for found in report.diagnostics} == {
        ("b", "image-latest"),
        ("b", "unused-suppression"),
    }


def test_a_file_without_the_word_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argolint.model.suppressions.comments_of_file", lambda *_: pytest.fail("looked through"))
    text = flow('- name: main  # a comment\n  container: {image: "a:latest", command: [a]}\n')
    assert len(check_sources([SourceFile("a.yaml", text)], Settings()).diagnostics) == 1
