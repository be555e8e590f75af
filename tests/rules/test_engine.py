"""A rule that needs keys is asked only about subjects that have one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argolint.diagnostic import Severity
from argolint.model import Template, objects
from argolint.project.session import Settings, check_sources
from argolint.rules import engine
from argolint.rules.api import Rule, type_name
from argolint.source import SourceFile
from argolint.syntax import parse

if TYPE_CHECKING:
    import pytest

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


def always(_subject: object, _cx: Context) -> Findings:
    yield from ()


metrics = either = always


def rule(name: str, *needs: str) -> Rule:
    subjects = (type_name(Template),)
    return Rule(name, "names", Severity.ERROR, "0.1", subjects, name, __name__, needs=frozenset(needs))


def test_rules_are_picked_by_the_keys_of_a_subject() -> None:
    table = engine.RuleTable([rule("always"), rule("metrics", "metrics"), rule("either", "timeout", "steps")])
    (item,) = objects(parse(SourceFile("a.yaml", TEXT))[0])
    picked = [[found.name for found, _ in table[Template].fitting(template)] for template in item.templates]
    assert picked == [["always"], ["always", "metrics"], ["always", "metrics", "either"]]


def test_a_failure_of_ours_in_an_expression_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no idea")

    monkeypatch.setattr("argolint.flow.when_remarks.remarks", fail)
    text = TEXT.replace("steps: []", "steps: [[{name: s, template: a, when: 1 == 1}]]")
    found = check_sources([SourceFile("a.yaml", "apiVersion: argoproj.io/v1alpha1\n" + text)], Settings()).diagnostics
    (failure,) = (at for at in found if at.rule == engine.INTERNAL_ERROR)
    assert failure.message.startswith("reading the expressions failed: RuntimeError: no idea")
    assert "missing-entrypoint" in {at.rule for at in found}
