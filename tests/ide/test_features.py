"""What each feature says about one small workspace."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from argolint.ide.hierarchy import incoming, outgoing, runnable_at
from argolint.ide.hints import hints, lenses
from argolint.ide.hover import Hover, Table, hover
from argolint.ide.links import links
from argolint.ide.outline import OutlineEntry, find, outline
from argolint.ide.signatures import signature_at
from argolint.ide.structure import folds, selections
from argolint.ide.tokens import tokens
from argolint.source import SourceFile, Span
from tests.ide.marked import snapshot

LIBRARY = """\
# what the teams share
# in all repositories
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: lib
spec:
  templates:
    - name: build
      inputs:
        parameters:
          - name: image
            description: what to build
            enum: [web, api]
          - name: tag
            default: latest
        artifacts:
          - name: src
            git: {repo: "https://example.org/src.git"}
      container:
        image: builder
        args: ["{{inputs.parameters.image}}", "{{inputs.parameters.nothing}}"]
      outputs:
        parameters:
          - name: digest
            valueFrom: {path: /digest}
    - name: alone
      suspend: {}
"""
NIGHTLY = """\
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: nightly
spec:
  schedules: ["30 2 * * *"]
  timezone: Europe/Berlin
  workflowSpec:
    entrypoint: main
    arguments:
      parameters:
        - name: env
          value: dev
    templates:
      - name: main
        dag:
          tasks:
            - name: make
              templateRef: {name: lib, template: build}
              arguments:
                parameters:
                  - name: image
                    value: "{{workflow.parameters.env}}"
            - name: wait
              depends: make
              when: "'{{tasks.make.outputs.parameters.digest}}' != ''"
              templateRef: {name: lib, template: alone}
"""
WORKSPACE = snapshot(SourceFile("lib.yaml", LIBRARY), SourceFile("nightly.yaml", NIGHTLY))
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def place(text: str, words: str, part: str = "") -> int:
    """The offset of a part (else the beginning) of some words that stand once in a text."""
    assert text.count(words) == 1
    return text.index(words) + words.index(part)


def said(path: str, offset: int) -> Hover:
    found = hover(WORKSPACE, path, offset, NOW)
    assert found is not None
    return found


def test_hover_tells_where_a_value_comes_from_and_who_hands_it_over() -> None:
    found = said("lib.yaml", place(LIBRARY, "{{inputs.parameters.image}}", "image"))
    assert found.title == "input parameter `image`"
    assert found.text == "what to build"
    assert found.facts == (("declared", "lib.yaml:12 in WorkflowTemplate `lib`"), ("one of", "`web`, `api`"))
    rows = (("task `make`", "`{{workflow.parameters.env}}`", "nightly.yaml:22"),)
    assert found.tables == (Table(("handed over by", "value", "at"), rows),)


def test_hover_shows_inputs_and_outputs_of_what_is_called() -> None:
    tables = (
        Table(
            ("input", "kind", "default"),
            (("image", "parameter", "required"), ("tag", "parameter", "`latest`"), ("src", "artifact", "optional")),
        ),
        Table(("output", "kind", "from"), (("digest", "parameter", "path: /digest"),)),
    )
    for words, part in (("template: build", "build"), ("depends: make", "make")):
        assert said("nightly.yaml", place(NIGHTLY, words, part)).tables == tables
    task = said("nightly.yaml", place(NIGHTLY, "name: wait", "wait"))
    assert task.facts[:2] == (("calls", "template `alone` of WorkflowTemplate `lib`"), ("after", "`make`"))


def test_hover_tells_the_next_runs_in_the_zone_of_the_schedule() -> None:
    runs = said("nightly.yaml", place(NIGHTLY, "30 2 * * *")).tables[0].rows
    assert len(runs) == 5
    assert runs[0] == ("Wed 2026-11-25 02:30 CET",)


def names(entry: OutlineEntry) -> object:
    inner = [names(child) for child in entry.children]
    return (f"{entry.kind} {entry.name}", inner) if inner else f"{entry.kind} {entry.name}"


def test_outline_is_a_tree() -> None:
    (entry,) = outline(WORKSPACE, "nightly.yaml")
    assert names(entry) == (
        "object nightly",
        ["argument env", ("template main", ["task make", "task wait"])],
    )
    (entry,) = outline(WORKSPACE, "lib.yaml")
    build = entry.children[0]
    assert [child.name for child in build.children] == ["image", "tag", "src", "digest"]
    assert LIBRARY[build.name_span.start : build.name_span.end] == "build"
    assert LIBRARY[build.span.start : build.span.end].endswith("{path: /digest}")


def test_find_puts_the_nearest_first() -> None:
    assert [found.name for found in find(WORKSPACE, "ma")] == ["main", "make"]
    assert [found.name for found in find(WORKSPACE, "main")] == ["main"]
    assert {found.name for found in find(WORKSPACE, "al")} == {"alone"}
    assert [found.name for found in find(WORKSPACE, "bd")] == ["build"]


def test_calls_lead_both_ways_across_files() -> None:
    build = runnable_at(WORKSPACE, "nightly.yaml", place(NIGHTLY, "template: build", "build"))
    assert build is not None
    assert (build.title, build.detail, build.source.path) == ("template `build`", "WorkflowTemplate `lib`", "lib.yaml")
    (caller,) = incoming(WORKSPACE, build)
    assert caller.other.title == "template `main`"
    assert [NIGHTLY[span.start : span.end] for span in caller.places] == ["build"]
    assert [calls.other.title for calls in outgoing(WORKSPACE, caller.other)] == [
        "template `build`",
        "template `alone`",
    ]
    (cron,) = incoming(WORKSPACE, caller.other)
    assert (cron.other.title, cron.other.is_object) == ("CronWorkflow `nightly`", True)
    assert [calls.other.title for calls in outgoing(WORKSPACE, cron.other)] == ["template `main`"]


def test_hints_give_certain_values_and_signatures() -> None:
    shown = {found.text: found.offset for found in hints(WORKSPACE, "nightly.yaml", Span(0, len(NIGHTLY)))}
    assert set(shown) == {"= dev", "(image, tag='latest', src)"}
    assert NIGHTLY[: shown["= dev"]].endswith("workflow.parameters.env")
    assert hints(WORKSPACE, "lib.yaml", Span(0, len(LIBRARY))) == ()


def test_lenses_count_callers_and_tell_the_next_run() -> None:
    assert [found.text for found in lenses(WORKSPACE, "lib.yaml", NOW)] == ["2 users", "graph", "1 caller", "1 caller"]
    assert [found.text for found in lenses(WORKSPACE, "nightly.yaml", NOW)] == [
        "graph",
        "next run Wed 2026-11-25 02:30 CET",
        "1 caller",
    ]


def test_links_lead_to_files_and_addresses() -> None:
    (repository,) = links(WORKSPACE, "lib.yaml")
    assert repository.address == "https://example.org/src.git"
    targets = [found.target for found in links(WORKSPACE, "nightly.yaml")]
    assert [target.file for target in targets if target is not None] == ["lib.yaml", "lib.yaml"]


def test_signature_names_what_is_missing_and_what_is_written() -> None:
    found = signature_at(WORKSPACE, "nightly.yaml", place(NIGHTLY, "- name: image", "image"))
    assert found is not None
    assert [(each.name, each.is_required, each.is_given) for each in found.inputs] == [
        ("image", True, True),
        ("tag", False, False),
        ("src", False, False),
    ]
    assert found.active == 0
    assert found.inputs[0].choices == ("web", "api")
    assert signature_at(WORKSPACE, "nightly.yaml", place(NIGHTLY, "name: wait")) is None


@pytest.mark.parametrize("written", ["- ", "-", "  ", "- name: s", "- name: tag\n                    "])
def test_signature_while_an_argument_is_begun(written: str) -> None:
    text = NIGHTLY.replace("            - name: wait\n", "CUT").partition("CUT")[0] + " " * 18 + written
    workspace = snapshot(SourceFile("lib.yaml", LIBRARY), SourceFile("nightly.yaml", text))
    found = signature_at(workspace, "nightly.yaml", len(text))
    assert found is not None
    assert [each.name for each in found.inputs if not each.is_given][-1] == "src"
    beside = signature_at(workspace, "nightly.yaml", len(text) - len(written) - 18 - 1)
    assert beside is not None
    assert beside.active == 0


def test_tokens_tell_what_is_unknown() -> None:
    found = {LIBRARY[at.span.start : at.span.end]: at for at in tokens(WORKSPACE, "lib.yaml")}
    assert found["nothing"].is_unresolved
    assert not found["image"].is_unresolved
    assert found["digest"].is_declaration


def test_tokens_colour_the_languages_inside_texts() -> None:
    text = (
        "kind: Workflow\nmetadata: {name: w}\nspec:\n  templates:\n  - name: m\n    dag:\n      tasks:\n"
        "      - {name: a, template: m}\n      - name: b\n        depends: a.Succeeded\n"
        """        when: '{{=len(tasks.a.outputs.result) > 2 && tasks["a"].status == "ok"}} && {{tasks.a.id}}'\n"""
    )
    found = tokens(snapshot(SourceFile("a.yaml", text)), "a.yaml")
    shown = [(text[at.span.start : at.span.end], str(at.kind)) for at in found if at.span.start > text.index("depends")]
    assert shown == [
        ("a", "task"), ("Succeeded", "result"), ("len", "function"), ("tasks", "variable"), ("a", "task"),
        ("outputs", "variable"), ("result", "variable"), (">", "operator"), ("2", "number"), ("&&", "operator"),
        ("tasks", "variable"), ("a", "task"), ("status", "variable"), ("==", "operator"), ('"ok"', "text"),
        ("tasks", "variable"), ("a", "task"), ("id", "variable"),
    ]  # fmt: skip


def test_folds_begin_at_keys_and_end_with_the_last_line() -> None:
    found = {LIBRARY[span.start : span.end] for span in folds(WORKSPACE, "lib.yaml")}
    assert "# what the teams share\n# in all repositories\n" in found
    assert "outputs:\n        parameters:\n          - name: digest\n            valueFrom: {path: /digest}" in found
    assert all("\n" in each for each in found)


def test_a_selection_grows_from_the_name_to_the_document() -> None:
    grown = selections(WORKSPACE, "nightly.yaml", place(NIGHTLY, "{{workflow.parameters.env}}", "env"))
    texts = [NIGHTLY[span.start : span.end] for span in grown]
    assert texts[:4] == [
        "env",
        "{{workflow.parameters.env}}",
        '"{{workflow.parameters.env}}"',
        'value: "{{workflow.parameters.env}}"',
    ]
    assert texts[-1] == NIGHTLY
