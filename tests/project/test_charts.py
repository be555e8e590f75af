"""Templates of Helm charts that nobody renders are checked as far as their text is certain."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

from argolint.project.files import load
from argolint.project.incremental import Project
from argolint.project.outcome import DefaultsFile
from argolint.project.session import Settings, check_sources
from argolint.source import SourceFile

if TYPE_CHECKING:
    from argolint.project.outcome import Report

HEAD = "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: {{ .Values.name }}}\nspec:\n"


def check(text: str, *more: SourceFile, **settings: object) -> Report:
    source = SourceFile("chart/templates/flow.yaml", text)
    return check_sources((source, *more), Settings(**settings))


def below(spec: str) -> str:
    return indent(dedent(spec), "  ")


def found(spec: str, **settings: object) -> list[tuple[int, int, str]]:
    """Line and column below `spec`, and the rule, of all that is found in it."""
    report = check(HEAD + below(spec), **settings)
    lines = HEAD.count("\n")
    told = [(at.line - lines, at.column, at.rule) for at in report.diagnostics if at.rule != "helm-template"]
    assert len(report.diagnostics) == len(told) + 1
    return told


def test_what_is_certain_is_told_in_its_place() -> None:
    told = found("""\
          entrypoint: mein
          templates:
            - name: main
              inputs: {parameters: [{name: text}]}
              timeout: 5 days
              container:
                image: {{ .Values.image }}
                imagePullPolice: Always
                command: [echo]
                args: ["{{`{{inputs.parameters.text}}`}}", "{{ "{{" }}inputs.parameters.texd{{ "}}" }}"]
        """)
    assert told == [
        (1, 15, "unknown-entrypoint"),
        (5, 16, "invalid-duration"),
        (8, 9, "unknown-field"),
        (10, 63, "unknown-variable"),
    ]


def test_messages_show_tags_as_they_will_be() -> None:
    text = """\
          templates:
            - name: {{ .Values.x }}
              container: {image: "a:1", command: [b], args: ["{{`{{workflows.name}}`}}"], imag: c}
        """
    report = check(HEAD + below(text))
    messages = {at.rule: at.message for at in report.diagnostics}
    assert messages["unknown-variable-root"].startswith("`{{workflows.name}}` stays as text")
    assert messages["unknown-field"] == "`container` of template `{{…}}` has no field `imag`"
    assert all(at.fix is None for at in report.diagnostics)


@pytest.mark.parametrize(
    "spec",
    [
        pytest.param("entrypoint: main\n{{- toYaml .Values.templates | nindent 2 }}", id="templates from elsewhere"),
        pytest.param("entrypoint: main\ntemplates: {{ toYaml .Values.templates | nindent 4 }}", id="a list in a value"),
        pytest.param(
            "entrypoint: main\ntemplates: [{name: '{{ .Values.main }}', suspend: {}}]", id="a name in a value"
        ),
        pytest.param("{{ .Values.key }}: a", id="a key"),
        pytest.param("parallelism: {{ .Values.parallelism }}", id="a number"),
        pytest.param("suspend: {{ .Values.suspend }}", id="a truth"),
        pytest.param(
            "templates: [{name: main, timeout: '{{ .Values.days }}d', container: {image: 'a:1', command: [b]}}]",
            id="half a duration",
        ),
        pytest.param(
            "{{- if .Values.one }}\nentrypoint: a\n{{- else }}\nentrypoint: b\n{{- end }}\n"
            "templates: [{name: a, suspend: {}}]",
            id="a key in two branches",
        ),
        pytest.param(
            "templates:\n  - name: main\n    {{- if .Values.one }}\n    suspend: {}\n    {{- else }}\n"
            "    container: {image: 'a:1', command: [b]}\n    {{- end }}",
            id="a type in two branches",
        ),
        pytest.param(
            "templates:\n  - name: main\n    {{- if .Values.one }}\n    suspend: {}\n    {{- end }}", id="no type"
        ),
        pytest.param(
            "templates:\n  {{- range .Values.all }}\n  - name: main\n    suspend: {}\n  {{- end }}\n"
            "  - name: main\n    suspend: {}",
            id="a name in a loop",
        ),
        pytest.param(
            "templates:\n  - name: main\n    script:\n      image: 'python:3.13'\n      command: [python]\n"
            "      source: |\n        if x:\n        {{- if .Values.one }}\n            pass\n        {{- end }}",
            id="a script with a branch",
        ),
        pytest.param(
            "templates:\n  - name: main\n    script:\n      image: 'python:3.13'\n      command: [python]\n"
            '      source: |\n  {{- .Files.Get "a.py" | nindent 10 }}',
            id="a script from a file",
        ),
        pytest.param(
            "templates:\n  - name: main\n    script:\n      image: 'a:1'\n      {{- with .Values.command }}\n"
            "      command: {{ toYaml . | nindent 8 }}\n      {{- end }}\n      source: |\n        #!/usr/bin/python3\n"
            "        echo a",
            id="a command that nobody knows",
        ),
    ],
)
def test_nothing_uncertain_is_told(spec: str) -> None:
    assert found(spec) == []


def test_a_whole_script_is_looked_into() -> None:
    told = found("""\
          templates:
            - name: main
              script:
                image: {{ .Values.image }}
                command: [python]
                source: |
                  if x
                    pass
            {{- if .Values.more }}
            - name: more
              suspend: {}
            {{- end }}
        """)
    assert told == [(7, 15, "python-syntax")]


def test_an_else_branch_that_has_keys_of_its_own_is_checked() -> None:
    told = found("""\
          {{- if .Values.one }}
          entrypoint: main
          {{- else }}
          onExitt: main
          {{- end }}
          templates: [{name: main, suspend: {}}]
        """)
    assert told == [(4, 3, "unknown-field")]


def test_a_template_in_which_helm_decides_nothing_is_checked_like_a_manifest() -> None:
    text = HEAD.replace("{{ .Values.name }}", "plain") + below("""\
          templates:
            - name: main
              inputs: {parameters: [{name: a}]}
              container: {image: "a:1", command: [sh, -c, "echo {{`{{inputs.parameters.a}}`}}"]}
        """)
    rules = {at.rule for at in check(text).diagnostics}
    assert "template-injection" in rules
    assert "unused-template" not in rules


def test_the_note_tells_what_is_done() -> None:
    (note,) = check(HEAD + "  suspend: true\n").diagnostics
    assert note.rule == "helm-template"
    assert (
        note.message == "this is a template of a Helm chart: without its values only what is certain in it is checked"
    )
    (note,) = check(HEAD + "  suspend: {{ if .x }}\n    true{{ end }}\n").diagnostics
    assert note.message == (
        "this is a template of a Helm chart, and no manifest before it is rendered: it is not checked"
    )


def test_broken_tags_are_broken_yaml_still() -> None:
    text = "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: a}\nspec:\n"
    report = check(text + "  serviceAccountName: {{`{{workflow.name}}`}}\n")
    assert [at.rule for at in report.diagnostics] == ["yaml-syntax"]
    report = check(text + "  serviceAccountName: {{`'{{workflow.name}}'`}}\n")
    assert [at.rule for at in report.diagnostics] == ["helm-template"]


def test_a_covered_object_is_none_for_other_files_and_commands() -> None:
    user = SourceFile(
        "run.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: a-}\n"
        "spec: {workflowTemplateRef: {name: library}}\n",
    )
    library = "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: library}\nspec:\n"
    report = check(library + "  {{- toYaml .Values.spec | nindent 2 }}\n", user)
    assert [item.file for item in report.objects] == ["run.yaml"]


def test_comments_suppress_and_are_not_called_unused() -> None:
    told = found("""\
          templates:
            # argolint: ignore[unknown-field] so it is
            - name: main
              suspend: {for: a}
            - name: other  # argolint: ignore[unused-template] so it is
              suspend: {for: b}
        """)
    assert told == [(6, 17, "unknown-field")]


def test_workflows_in_sensors_are_checked() -> None:
    text = dedent("""\
        apiVersion: argoproj.io/v1alpha1
        kind: Sensor
        metadata:
          name: {{ .Values.name }}
        spec:
          triggers:
            - template:
                name: start
                argoWorkflow:
                  operation: submit
                  source:
                    resource:
                      apiVersion: argoproj.io/v1alpha1
                      kind: Workflow
                      metadata: {generateName: a-}
                      spec:
                        entrypoint: main
                        templatez: []
        """)
    assert [(at.line, at.rule) for at in check(text).diagnostics] == [(18, "unknown-field")]


def test_each_document_of_a_file_is_covered_by_itself() -> None:
    text = "{{- range .Values.all }}\n---\n" + HEAD + "  a: b\n{{- end }}\n---\n" + HEAD + "  c: d\n"
    told = [(at.line, at.rule) for at in check(text).diagnostics if at.rule != "helm-template"]
    assert told == [(7, "unknown-field"), (14, "unknown-field")]


def test_what_stands_in_two_branches_is_no_mistake_of_a_template_that_cannot_be_read() -> None:
    text = HEAD.replace("name: {{ .Values.name }}", "name: a") + below("""\
        entrypoint: {{`a`}}
        entrypoint: "b"
        suspend: {{ if .Values.x }}
          true{{ end }}
        """)
    assert [at.rule for at in check(text).diagnostics] == ["helm-template"]


def test_a_key_from_helm_is_no_map() -> None:
    text = "apiVersion: argoproj.io/v1alpha1\nkind: EventSource\nspec:\n  {{ $one.key }}:\n    a: {{ .Values.b }}/c\n"
    assert check(text).diagnostics == ()
    assert [at.rule for at in check(text.replace("EventSource", "Workflow")).diagnostics] == ["helm-template"]


def test_an_editor_is_told_the_same() -> None:
    path = "chart/templates/flow.yaml"
    project = Project(lambda _: Settings(), lambda path: load(path, b""))
    for text in (HEAD + "  entrypoint: main\n", HEAD + "  entrypoin: main\n"):
        project.update(path, load(path, text.encode()), text.encode())
        project.arrange([path])
        told = [(at.rule, at.span, at.message) for at in project.diagnostics(path)]
        assert told == [(at.rule, at.span, at.message) for at in check(text).diagnostics]
    assert [at.rule for at in project.diagnostics(path)] == ["helm-template", "unknown-field"]


def test_defaults_under_a_workflow_of_the_file_leave_a_template_beside_it_as_it_is() -> None:
    flow = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec: {entrypoint: main}\n"
    template = HEAD + "  templates: [{name: main, timeout: 5 days, container: {image: busybox:1.37}}]\n"
    defaults = DefaultsFile("defaults.yaml", "spec: {templates: [{name: main, suspend: {}}]}")
    report = check(f"{flow}---\n{template}", workflow_defaults=defaults)
    assert [(at.line, at.rule) for at in report.diagnostics] == [(8, "helm-template"), (10, "invalid-duration")]
