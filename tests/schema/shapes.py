"""Small manifests for the tests of this room, and what the walk says about them."""

from __future__ import annotations

import textwrap
from typing import TypeVar

from argolint.schema import DEFAULT, Version
from argolint.schema.problems import StructureProblem
from argolint.schema.walk import check
from argolint.source import SourceFile
from argolint.syntax import parse
from argolint.syntax.nodes import Mapping, Scalar

P = TypeVar("P", bound=StructureProblem)


def problems(text: str, version: Version = DEFAULT) -> list[StructureProblem]:
    """All problems of all documents in a text that has no syntax errors."""
    found: list[StructureProblem] = []
    for document in parse(SourceFile("test.yaml", textwrap.dedent(text))):
        assert not document.problems
        if isinstance(document.root, Mapping):
            kind = document.root.get("kind")
            assert isinstance(kind, Scalar)
            found += check(document.root, kind.text, version)
    return found


def only(kind: type[P], found: list[StructureProblem]) -> P:
    """The single problem, which is of that type."""
    (problem,) = found
    assert isinstance(problem, kind)
    return problem


def workflow(spec: str, kind: str = "Workflow") -> str:
    """An object with these lines as its spec."""
    head = f"apiVersion: argoproj.io/v1alpha1\nkind: {kind}\nmetadata:\n  generateName: x-\nspec:\n"
    return head + textwrap.indent(textwrap.dedent(spec).strip("\n") + "\n", "  ")


def template(body: str) -> str:
    """A Workflow with one template `main` of these lines."""
    item = textwrap.indent(textwrap.dedent(body).strip("\n") + "\n", "    ")
    return workflow("entrypoint: main\ntemplates:\n  - name: main\n" + item)


def container(body: str) -> str:
    """A Workflow whose only container has these lines."""
    lines = textwrap.indent(textwrap.dedent(body).strip("\n") + "\n", "  ")
    return template("container:\n  image: busybox\n" + lines)
