"""What may be written for somebody: afterwards the finding is gone, and nothing new is wrong."""

from __future__ import annotations

import pytest

from argolint.ide.additions import Addition, additions
from argolint.ide.renaming import edited
from argolint.ide.workspace import Folder
from argolint.source import SourceFile

HEAD = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  templates:
  - name: work
    inputs: {parameters: [{name: one}, {name: two}]}
    container: {image: "a:1", command: [echo], args: ["{{inputs.parameters.one}} {{inputs.parameters.two}}"]}
  - name: main
"""
CALLS = {
    "nothing given": "    steps:\n    - - name: s\n        template: ▮work\n",
    "an empty line follows": "    steps:\n    - - name: s\n        template: ▮work  # which\n\n",
    "a flow": "    steps: [[{name: s, template: ▮work}]]\n",
    "a list": (
        "    steps:\n    - - name: s\n        template: ▮work\n        arguments:\n          parameters:\n"
        "          - name: one\n            value: a\n"
    ),
    "a list in a row": (
        "    steps:\n    - - name: s\n        template: ▮work\n        arguments:\n"
        "          parameters: [{name: one, value: a}]\n"
    ),
}


def offered(text: str) -> tuple[Folder, list[Addition]]:
    offset = text.index("▮")
    folder = Folder(None)
    folder.write(SourceFile("a.yaml", text.replace("▮", "")))
    here = [each for each in folder.diagnostics("a.yaml") if each.span.start <= offset <= each.span.end]
    return folder, list(additions(folder.snapshot(), "a.yaml", offset, here))


def after(folder: Folder, addition: Addition) -> list[str]:
    (source,) = edited(addition.edits)
    folder.write(source)
    return [each.rule for each in folder.diagnostics("a.yaml")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("case", CALLS)
def test_missing_arguments(case: str, line_end: str) -> None:
    folder, found = offered((HEAD + CALLS[case]).replace("\n", line_end))
    assert found
    assert after(folder, found[-1]) == []


def test_one_of_them() -> None:
    folder, found = offered(HEAD + CALLS["nothing given"])
    assert {each.title for each in found} == {
        "Add the missing argument `one`",
        "Add the missing argument `two`",
        "Add all missing arguments",
    }
    one = next(each for each in found if "`one`" in each.title)
    assert after(folder, one) == ["missing-argument"]


@pytest.mark.parametrize(
    "inputs",
    [
        "",
        "    inputs: {parameters: [{name: x, value: a}]}\n",
        "    inputs:\n      artifacts: [{name: x, path: /a}]\n",
    ],
)
def test_a_parameter_that_is_read(inputs: str) -> None:
    leaf = '    container: {image: "a:1", command: [echo], args: ["{{▮inputs.parameters.fresh}}"]}\n'
    folder, found = offered(HEAD + inputs + leaf)
    assert [each.title for each in found] == ["Declare the input parameter `fresh`"]
    assert "unknown-variable" not in after(folder, found[0])


@pytest.mark.parametrize("written", ["[a, b]", "\n          - a\n          - b"])
def test_depends_for_dependencies(written: str) -> None:
    given = "arguments: {parameters: [{name: one, value: x}, {name: two, value: x}]}"
    tasks = "".join(f"      - name: {name}\n        template: work\n        {given}\n" for name in "abc")
    text = f"{HEAD}    dag:\n      tasks:\n{tasks}        ▮dependencies: {written}\n"
    folder, found = offered(text)
    assert [each.title for each in found] == ["Write `depends` instead of `dependencies`"]
    assert after(folder, found[0]) == []
    source = folder.text("a.yaml")
    assert source is not None
    assert source.text.endswith("depends: a && b\n")
