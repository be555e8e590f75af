"""Which text of a container is a program, and in which language."""

from __future__ import annotations

from textwrap import indent

import pytest

from argolint.model import objects
from argolint.scripts.programs import Program, programs
from argolint.source import SourceFile
from argolint.syntax import parse
from tests.rules.support import workflow


def found(body: str) -> list[Program]:
    (document,) = parse(SourceFile("test.yaml", workflow("- name: main\n" + indent(body, "  "))))
    (item,) = objects(document)
    return list(programs(item.templates[0]))


@pytest.mark.parametrize(
    ("command", "language"),
    [
        ("[sh, -c, P]", "sh"),
        ("[/bin/bash, -euo, pipefail, -c, P]", "bash"),
        ("[sh, -c, -x, P]", "sh"),
        ("[bash, -o, pipefail, -c, P, --, '{{inputs.parameters.a}}']", "bash"),
        ("[env, A=b, python3, -uc, P]", "python3"),
        ("[/usr/bin/env, -S, python, -c, P]", "python"),
        ("[python, -W, ignore, -c, P]", "python"),
        ("[tini, --, sh, -c, P]", "sh"),
        ("[node, -e, P]", "node"),
        ("[perl, -ne, P]", "perl"),
        ("[pwsh, -Command, P]", "pwsh"),
    ],
)
def test_commands(command: str, language: str) -> None:
    (program,) = found(f"container: {{image: a, command: {command}}}")
    assert program.text.text == "P"
    assert program.language is not None
    assert program.language.name == language


def test_the_program_may_stand_among_the_arguments() -> None:
    (program,) = found("container: {image: a, command: [sh, -c], args: [P, x]}")
    assert program.text.text == "P"


@pytest.mark.parametrize(
    "command",
    [
        "[echo, P]",
        "[sh, script.sh]",
        "[sh]",
        "[python, -m, http.server]",
        "['{{inputs.parameters.a}}', -c, P]",
        "[sh, -c]",
    ],
)
def test_no_program(command: str) -> None:
    assert found(f"container: {{image: a, command: {command}}}") == []


@pytest.mark.parametrize(
    ("command", "source", "language"),
    [
        ("command: [python]", "print(1)", "python"),
        ("command: [sh, -c]", "#!/usr/bin/env python3", "python3"),
        ("command: [sh]", "#!/usr/bin/env python3", "sh"),
        ("", "#!/bin/bash -e", "bash"),
        ("", "echo", None),
    ],
)
def test_scripts(command: str, source: str, language: str | None) -> None:
    (program,) = found(f"script:\n  image: a\n  {command}\n  source: |\n    {source}\n")
    assert (program.language.name if program.language is not None else None) == language


def test_a_script_of_another_program_is_data() -> None:
    assert found("script: {image: a, command: [cat], source: hello}") == []


def test_every_container_counts() -> None:
    body = """\
containerSet:
  containers:
    - {name: main, image: a, command: [sh, -c, P]}
sidecars:
  - {name: s, image: a, command: [sh, -c, P]}
initContainers:
  - {name: i, image: a, command: [sh, -c, P]}
"""
    assert len(found(body)) == 3
