"""What is left of a template of a Helm chart when its actions are covered."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from argolint.source import SourceFile, Span
from argolint.syntax import parse
from argolint.syntax.charts import UNKNOWN, Covered, cover

if TYPE_CHECKING:
    from argolint.syntax.certainty import Template


def shown(text: str) -> str | None:
    covered = cover(text)
    if covered is None:
        return None
    assert len(covered.text) == len(text)
    assert [at for at, character in enumerate(covered.text) if character == "\n"] == [
        at for at, character in enumerate(text) if character == "\n"
    ]
    return covered.text.replace(UNKNOWN, "?")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a: {{ .x }}", "a: ????????"),
        ("a: b-{{ .x }}-c", "a: b-????????-c"),
        ('a: "{{ "b" | upper }}"', 'a: "?????????????????"'),
        ("{{ .x }}: b", "????????: b"),
        ("a: b {{- .x }}", "a: b??????????"),
        ("a: {{ .x -}}  b", "a: ???????????b"),
        ("a: {{ if .x }}b{{ else }}c{{ end }}", "a: ????????????????????????????????"),
        ("a: b {{/* why */}}", "a: b              "),
        ("a: b{{/* why */}}c", "a: b?????????????c"),
    ],
)
def test_what_helm_puts_into_a_line_is_unknown(text: str, left: str) -> None:
    assert shown(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a: '{{`{{b.c}}`}}'", "a: '{{   b.c   }}'"),
        ("a: '{{ `{{b.c}}` }}'", "a: '{{    b.c    }}'"),
        ("a: '{{ \"{{b.c}}\" }}'", "a: '{{    b.c    }}'"),
        ('a: \'{{ "{{" }}b{{ "}}" }}\'', "a: '{{        b        }}'"),
        ('a: \'{{"{{"}}b{{"}}"}}\'', "a: '{{      b      }}'"),
        ("a: '{{`{{=b}}`}}'", "a: '{{=   b   }}'"),
        ('a: \'{{ "{{" }}=b{{ "}}" }}\'', "a: '{{=        b        }}'"),
        ("a: {{`'{{b}} {{c}}'`}}", "a:    '{{b}} {{c}}'   "),
        ('a: \'{{ "{{" }}b.{{ .x }}{{ "}}" }}\'', "a: '{{        b.????????        }}'"),
        ("a: '{{`b {{c}}`}}'", "a: '?????????????'"),
        ("a: '{{`{{b.{{c}}}}`}}'", "a: '?????????????????'"),
        ("a: '{{- `{{b}}` }}'", "a: '??????????????'"),
    ],
)
def test_tags_of_argo_that_are_kept_from_helm_become_tags_in_their_place(text: str, left: str) -> None:
    assert shown(text) == left


def test_lines_of_actions_alone_are_empty() -> None:
    text = dedent("""\
        {{- if .Values.on -}}
        {{- $name := include "a" . }}
        a:
          {{- with .Values.b }}
          b:
            {{- toYaml . | nindent 4 }}
          {{- end }}
          {{/* a remark: "quoted" */}}
          # {{ .Values.c }} {{- if .Values.d }}
          # {{- end }}
          c: d
        {{- end }}
        {{ define "more" }}
        e: {{ .f }}
        {{ end }}
        """)
    left = shown(text)
    assert left is not None
    assert [line for line in left.splitlines() if line.strip(" ?#")] == ["a:", "  b:", "  c: d"]


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  b: c\n  {{ if .x -}}\n    d: e\n  {{- end }}",  # d stands at the place of the action
        "a: b\n{{- if .x -}}\nc: d\n{{- end }}",  # c stands behind b
        "a: {{ if .x }}b\n{{ end }}c",
        "a: b\n{{ .x -}}\nc: d",
        "a:\n  {{- toYaml .x | nindent 2 }}\n    b: c",  # b belongs to what is put in
        "a:\n  {{- toYaml .x | nindent 2 }}\n# why\n    b: c",
        'a: \'{{ "{{" }}b.{{ "{{" }}c{{ "}}" }}{{ "}}" }}\'',
        "a: b\n{{- toYaml .x | nindent 2 | trim }}\nc: {{ if .y }}d\n{{ end }}",
        "a: {{ .x",
        "a: {{ `b }}",
    ],
)
def test_text_that_will_not_stand_as_it_is_written_is_left_alone(text: str) -> None:
    assert cover(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "{{- if .x -}}\na: b\n{{- end -}}\n",
        "a:\n  {{ if .x -}}\n  b: c\n  {{- end }}\nd: e",
        "a:\n{{ toYaml .x | indent 2 }}\n  b: c",
        "a:\n  {{- toYaml .x | nindent 2 }}\nb: c",
    ],
)
def test_blanks_that_helm_cuts_off_without_moving_text_do_no_harm(text: str) -> None:
    assert cover(text) is not None


def test_gaps_tell_what_helm_decides() -> None:
    covered = cover("a:\n  {{- if .x }}\n  b: {{ .y }}\n  {{- end }}\n  {{- toYaml .z | nindent 2 }}\nc: d\n")
    assert covered is not None
    assert {gap.what for gap in covered.gaps} == set(Covered)


def template(text: str) -> Template:
    text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n" + dedent(text)
    (document,) = parse(SourceFile("chart/templates/flow.yaml", text))
    assert document.root is None
    assert document.template is not None
    return document.template


def at(read: Template, word: str) -> Span:
    start = read.document.source.text.index(word)
    return Span(start, start + len(word))


def test_a_key_or_value_is_literal_where_helm_puts_nothing_in() -> None:
    read = template("""\
        spec:
          one: first
          two: {{ .x }}-second
          three: |
            third
            {{- if .y }}
            fourth
            {{- end }}
          four: fifth
          {{- with .z }}
          {{- toYaml . | nindent 2 }}
          {{- end }}
        """)
    literal = {
        word
        for word in ("one", "first", "two", "second", "third", "fourth", "fifth")
        if read.is_literal(at(read, word))
    }
    assert literal == {"one", "first", "two", "fifth"}


def test_a_map_is_whole_where_helm_adds_nothing_and_takes_nothing() -> None:
    read = template("""\
        spec:
          one:
            a: {{ .x }}
            b: c
          two:
            {{- if .x }}
            d: e
            {{- end }}
            f: g
          three:
            {{- toYaml .x | nindent 4 }}
            h: i
          {{- if .x }}
          four:
            j: k
          {{- end }}
        """)
    assert [word for word in "bdfhj" if read.has_whole_map(at(read, f"{word}: "))] == ["b", "j"]


@pytest.mark.parametrize(
    "spec",
    [
        "  {{- toYaml .Values.x | nindent 2 }}",
        "  {{ .Values.key }}: x",
        "  templates: [{name: '{{ .Values.x }}'}]",
        "  {{- if .Values.x }}\n  entrypoint: a\n  {{- else }}\n  entrypoint: b\n  {{- end }}",
    ],
)
def test_not_all_names_are_told(spec: str) -> None:
    assert not template(f"spec:\n{spec}\n  more: '{{{{`x`}}}}'\n").tells_all_names


@pytest.mark.parametrize(
    "spec",
    [
        "  image: {{ .Values.x }}",
        "  {{- if .Values.x }}\n  entrypoint: a\n  {{- end }}",
        "  {{- range .Values.x }}\n  entrypoint: a\n  {{- end }}",
    ],
)
def test_all_names_are_told(spec: str) -> None:
    labels = 'metadata:\n  labels:\n    {{- include "x" . | nindent 4 }}\n'
    assert template(f"{labels}spec:\n{spec}\n").tells_all_names


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: {{ .Values.api }}\nkind: Workflow\nspec: {}\n",
        'kind: Workflow\nmetadata:\n  {{- include "x" . | nindent 2 }}\n',
        "{{- if .x }}\nkind: CronWorkflow\n{{- else }}\nkind: Workflow\n{{- end }}\napiVersion: argoproj.io/v1alpha1\n",
        "apiVersion: argoproj.io/v1alpha1\nkind: {{ .Values.kind }}Workflow\nspec: {}\n",
        "apiVersion: apps/v1\nkind: Deployment\nspec: {{ .x }}\n",
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {{ if .x }}\n  a: b{{ end }}\n",
    ],
)
def test_nothing_is_read_of_what_is_no_certain_object(text: str) -> None:
    (document,) = parse(SourceFile("chart/templates/flow.yaml", text))
    assert document.template is None


def test_only_files_among_templates_are_read_so() -> None:
    text = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: {{ .Values.x }}}\nspec: {}\n"
    (document,) = parse(SourceFile("chart/flow.yaml", text))
    assert document.template is None
