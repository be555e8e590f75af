"""Short ways to check a text in a test."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING

from argolint.project.session import Settings, check_sources
from argolint.schema.versions import parse
from argolint.source import SourceFile

if TYPE_CHECKING:
    from argolint.diagnostic import Diagnostic


def diagnostics(text: str, version: str = "4.1") -> tuple[Diagnostic, ...]:
    """All that is found in a manifest, but for what is merely unused in it."""
    source = SourceFile("test.yaml", dedent(text))
    return check_sources([source], Settings(argo_version=parse(version), ignore=("unused",))).diagnostics


def findings(text: str, version: str = "4.1") -> list[tuple[int, str]]:
    """Line and rule of each finding in a manifest."""
    return [(found.line, found.rule) for found in diagnostics(text, version)]


def rules(text: str, version: str = "4.1") -> set[str]:
    """The rules that speak about a manifest."""
    return {found.rule for found in diagnostics(text, version)}


def workflow(templates: str, spec: str = "", kind: str = "Workflow") -> str:
    """A manifest whose entrypoint is `main`, from its templates and further lines of its spec."""
    head = f"""\
    apiVersion: argoproj.io/v1alpha1
    kind: {kind}
    metadata:
      name: test
    spec:
      entrypoint: main
    """
    return dedent(head) + indent(dedent(spec), "  ") + "  templates:\n" + indent(dedent(templates), "  ")
