"""Manifests with one template to try, and the errors found in them."""

from __future__ import annotations

from tests.rules.support import diagnostics, workflow

CONTAINER = "  container: {image: busybox}\n"
BODIES = {
    "container": "container: {image: busybox}",
    "containerSet": "containerSet: {containers: [{name: main, image: busybox}]}",
    "script": "script: {image: busybox, source: echo}",
    "resource": "resource: {action: get}",
    "data": "data: {}",
    "http": "http: {url: 'http://example.com'}",
    "plugin": "plugin: {a: {}}",
    "suspend": "suspend: {}",
    "steps": "steps: [[{name: one, template: leaf}]]",
    "dag": "dag: {tasks: [{name: one, template: leaf}]}",
}
LEAVES = ("container", "containerSet", "script", "resource", "data", "http", "plugin")
OTHERS = ("suspend", "steps", "dag")
ARGUMENTS = """\
arguments:
  parameters: [{name: open}, {name: word, value: word}, {name: empty, value: ''}, {name: number, value: '30'}]
"""


def template(*lines: str, body: str = "container") -> str:
    """A manifest whose template `main` is of a type and has further fields, beside a template `leaf`."""
    fields = "".join(f"  {line}\n" for line in (BODIES[body], *lines))
    return workflow(f"- name: main\n{fields}- name: leaf\n{CONTAINER}", ARGUMENTS)


def main(*lines: str) -> str:
    """A manifest whose template `main` has these fields alone."""
    return workflow("- name: main\n" + "".join(f"  {line}\n" for line in lines), ARGUMENTS)


def errors(text: str, version: str = "4.1") -> set[str]:
    """The rules that find an error in a manifest."""
    return {found.rule for found in diagnostics(text, version) if found.severity == "error"}
