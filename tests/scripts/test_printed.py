"""What a program prints, where its text tells."""

from __future__ import annotations

import pytest

from argolint.model import Template, objects
from argolint.scripts.printed import main_program, no_json_list, printed
from argolint.source import SourceFile
from argolint.syntax import parse


def template(fields: str) -> Template:
    (item,) = objects(
        parse(SourceFile("a.yaml", f"kind: Workflow\nspec:\n  templates:\n  - {{name: a, {fields}}}\n"))[0]
    )
    return item.templates[0]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("script: {image: x, command: [sh], source: echo 7}", "7"),
        ("script: {image: x, command: [/bin/bash, -e], source: 'echo \"a b\"\n\n'}", "a b"),
        ("container: {image: x, command: [sh, -c], args: [\"echo '[1]'\"]}", "[1]"),
        ("container: {image: x, command: [sh, -ec, 'echo plain words']}", "plain words"),
        ("script: {image: x, command: [sh], source: \"echo '{}'\"}", "{}"),
        ("script: {image: x, command: [sh], source: echo -n 7}", None),
        ("script: {image: x, command: [sh], source: echo $HOME}", None),
        ("script: {image: x, command: [sh], source: \"echo '{{workflow.name}}'\"}", None),
        ("script: {image: x, command: [sh, -n], source: echo 7}", None),
        ("script: {image: x, command: [python], source: print(7)}", None),
        ("script: {image: x, source: echo 7}", None),
        ("initContainers: [{name: i, image: x, command: [sh, -c, echo 7]}]", None),
        ("container: {image: x}, sidecars: [{name: i, image: x, command: [sh, -c, echo 7]}]", None),
    ],
)
def test_one_echo_is_understood(fields: str, text: str | None) -> None:
    assert printed(template(fields)) == text


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ("script: {image: x, command: [sh], source: echo 7}", "`7`"),
        ("container: {image: x, command: [sh, -c, 'echo a,b']}", "`a,b`"),
        ("script: {image: x, command: [sh], source: \"echo '[7]'\"}", None),
        ("script: {image: x, command: [python], source: 'print((1, 2))'}", "a tuple"),
        ("script: {image: x, command: [python], source: 'print([1, 2])'}", None),
    ],
)
def test_what_is_no_json_list(fields: str, what: str | None) -> None:
    program = main_program(template(fields))
    assert program is not None
    found = no_json_list(program)
    assert (found.what if found is not None else None) == what
