"""A rule that needs keys is asked only about subjects that have one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, objects
from argolint.rules import engine
from argolint.rules.api import Rule
from argolint.source import SourceFile
from argolint.syntax import parse

if TYPE_CHECKING:
    from argolint.rules.api import Findings
    from argolint.rules.context import Context

TEXT = """\
kind: Workflow
spec:
  templates:
  - {name: a, container: {image: x}}
  - {name: b, container: {image: x}, metrics: null}
  - {name: c, steps: [], timeout: 5s, metrics: {}}
"""


def silent(_subject: object, _cx: Context) -> Findings:
    yield from ()


def rule(name: str, *needs: str) -> Rule:
    return Rule(name, "names", Severity.ERROR, "0.1", (Template,), name, silent, needs=frozenset(needs))


def test_rules_are_picked_by_the_keys_of_a_subject() -> None:
    table = engine.table([rule("always"), rule("metrics", "metrics"), rule("either", "timeout", "steps")])
    (item,) = objects(parse(SourceFile("a.yaml", TEXT))[0])
    picked = [[found.name for found, _ in table[Template].fitting(template)] for template in item.templates]
    assert picked == [["always"], ["always", "metrics"], ["always", "metrics", "either"]]
