"""A name changes everywhere at once or not at all."""

from __future__ import annotations

import pytest

from argolint.ide.renaming import Refusal, Renaming, edited, prepare_rename, rename
from tests.ide.cases import CASES
from tests.ide.marked import marked

HEAD = "kind: Workflow\nmetadata: {name: w}\nspec:\n  entrypoint: m\n"
ONE = """\
  arguments: {parameters: [{name: env, value: dev}]}
  templates:
  - name: m
    inputs: {parameters: [{name: «!a», value: x}, {name: b, value: x}]}
    container:
      image: i
      args:
"""


def outcome(text: str, name: str) -> str | Refusal:
    """What becomes of the only file when its first mark is renamed."""
    workspace, places = marked(text)
    edits = rename(workspace, places[0].file, places[0].start, name)
    if isinstance(edits, Refusal):
        return edits
    changed = edited(edits)
    assert len(changed) == 1
    return changed[0].text


@pytest.mark.parametrize(
    ("written", "name", "expected"),
    [
        ("- '{{inputs.parameters.a}}'", "a-b", "- '{{inputs.parameters.a-b}}'"),
        ("- '{{=inputs.parameters.a}}'", "c", "- '{{=inputs.parameters.c}}'"),
        ("- '{{=inputs.parameters.a}}'", "a-b", "- '{{=inputs.parameters[\"a-b\"]}}'"),
        ('- "{{=inputs.parameters.a}}"', "a-b", "- \"{{=inputs.parameters['a-b']}}\""),
        ("- pre{{=inputs.parameters.a}}", "a-b", "- pre{{=inputs.parameters['a-b']}}"),
        ("- |\n        {{=inputs?.parameters?.a +\n          inputs.parameters . a}}", "1a",
         "- |\n        {{=inputs?.parameters?.['1a'] +\n          inputs.parameters['1a']}}"),
        ("- '{{=inputs.parameters[''a'']}}'", "a-b", "- '{{=inputs.parameters[''a-b'']}}'"),
        ('- "{{=inputs.parameters[\\"a\\"]}}"', "c", '- "{{=inputs.parameters[\\"c\\"]}}"'),
        ("- '{{=inputs.parameters.a}}'", "not", "- '{{=inputs.parameters[\"not\"]}}'"),
    ],
)  # fmt: skip
def test_an_expression_keeps_its_meaning(written: str, name: str, expected: str) -> None:
    text = f"{HEAD}{ONE}      {written}\n"
    wanted = f"{HEAD}{ONE}      {expected}\n".replace("«!a»", name)
    assert outcome(text, name) == wanted


@pytest.mark.parametrize(("name", "written"), [("123", '"123"'), ("true", '"true"'), ("on", '"on"'), ("b1", "b1")])
def test_a_plain_name_stays_a_text(name: str, written: str) -> None:
    text = f"{HEAD}  templates:\n  - name: m\n    steps:\n    - - {{name: «!s», template: t}}\n"
    text += "    outputs: {parameters: [{name: o, valueFrom: {parameter: '{{steps.s.outputs.result}}'}}]}\n"
    text += "  - {name: t, script: {image: i, source: s}}\n"
    found = outcome(text, name)
    if name == "true":
        assert isinstance(found, Refusal)
    else:
        assert isinstance(found, str)
        assert f"{{name: {written}, template: t}}" in found
        assert f"{{{{steps.{name}.outputs.result}}}}" in found


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        (HEAD + ONE + "      - '{{inputs.parameters}}'\n", "c", "may mean input parameter `a`"),
        (HEAD + ONE + "      - '{{=toJSON(inputs.parameters)}}'\n", "c", "may mean input parameter `a`"),
        (HEAD + ONE + "      - '{{=inputs.parameters[workflow.name]}}'\n", "c", "may mean input parameter `a`"),
        (HEAD + ONE + "      - '{{inputs.parameters.{{workflow.name}}}}'\n", "c", "may mean input parameter `a`"),
        (HEAD + ONE + "      - '{{=inputs.parameters.a +}}'\n", "c", "may mean input parameter `a`"),
        (HEAD + ONE + "      - x\n", "b", "already input parameter `b`"),
        (HEAD + ONE + "      - x\n", "a b", "letters, digits, dashes and `_`"),
        (HEAD + ONE + "      - x\n", "", "letters, digits, dashes and `_`"),
        (HEAD + ONE + "      - x\n", "env", "would mean something else"),
        (HEAD + ONE + '      - "{{=inputs.parameters[\'\\x61\']}}"\n', "c", "a tag or an escape makes the name"),
        (HEAD + "  templates: [{name: «!m», container: {image: i}}, {name: m, container: {image: i}}]\n", "c",
         "declared more than once"),
        (HEAD + "  templates: [{name: «!m», container: {image: i}}]\n", "m_1", "cannot name this template"),
        (HEAD + "  templates: [{name: m, steps: [[{name: s, template: «n»}]]}]\n", "c", "not declared in the files"),
        (HEAD + "  templates: [{name: m, containerSet: {containers: [{name: «!main», image: i}]}}]\n", "c",
         "a meaning of its own"),
        ("kind: Workflow\nmetadata: {name: «!w»}\nspec: {}\n", "W", "lower case"),
        ("kind: Workflow\nmetadata: {name: «!w»}\nspec: {}\n", "w" * 64, "63 letters"),
        (HEAD + "  arguments: {parameters: [{name: t, value: nn}]}\n  templates:\n"
         "  - name: m\n    steps: [[{name: s, template: '{{workflow.parameters.t}}'}]]\n"
         "  - {name: «!nn», container: {image: i}}\n", "c", "a tag or an escape makes the name of template `nn`"),
        (HEAD + "  arguments: {parameters: [{name: t}]}\n  templates:\n"
         "  - name: m\n    steps: [[{name: s, template: '{{workflow.parameters.t}}'}]]\n"
         "  - {name: «!nn», container: {image: i}}\n", "c", "may mean template `nn`"),
        (HEAD + "  templates:\n  - name: m\n    dag: {tasks: [{name: «!a», template: n}, "
         "{name: b, template: n, depends: a}]}\n  - {name: n, container: {image: i}}\n", "2b",
         "as a number"),
        (HEAD + "  templates:\n  - name: m\n    podSpecPatch: '{\"containers\": [{\"name\": \"s\"}]}'\n"
         "    sidecars: [{name: «!s», image: i}]\n    container: {image: i}\n", "c", "may mean container `s`"),
        ("kind: «Workflow»\n", "c", "no name here"),
        (HEAD + "  templates: [{name: «!m», container: {image: i}}]\n---\na: [m\n", "c", "cannot be read as YAML"),
        ("# --- b.yaml\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec:\n"
         "  templates: [{name: «!t», container: {image: i}}]\n# --- a.yaml\n" + HEAD + "  - {name: lib, template: t}\n",
         "c", "a.yaml cannot be read as YAML"),
        (HEAD + "  arguments: {parameters: [{name: «!env», value: x}]}\n", "json", "a meaning of its own"),
        ("# --- a.yaml\n" + HEAD + "  arguments: {parameters: [{name: «!env», value: x}]}\n"
         "  templates: [{name: m, steps: [[{name: s, templateRef: {name: l, template: t}}]]}]\n"
         "# --- b.yaml\nkind: WorkflowTemplate\nmetadata: {name: l}\nspec:\n"
         "  templates: [{name: t, container: {image: '{{workflow.parameters.x}}'}}]\n", "x",
         "already workflow parameter `x` in what runs together with it, at b.yaml:4"),
    ],
)  # fmt: skip
def test_what_is_not_safe_is_refused_with_the_reason(text: str, name: str, reason: str) -> None:
    found = outcome(text, name)
    assert isinstance(found, Refusal), found
    assert reason in found.reason


@pytest.mark.parametrize("case", CASES)
def test_all_marked_places_are_renamed_and_no_other(case: str) -> None:
    workspace, places = marked(CASES[case])
    first = next(place for place in places if place.declares)
    prepared = prepare_rename(workspace, first.file, first.start)
    assert isinstance(prepared, Renaming)
    edits = rename(workspace, first.file, first.start, "zq9")
    assert not isinstance(edits, Refusal)
    changed = {(edit.source.path, *edit.span) for edit in edits}
    assert changed == {(place.file, place.start, place.end) for place in places}
