"""`argolint rules` and `argolint explain`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from argolint.cli.explain import rendered
from argolint.report.style import Style
from argolint.rules.api import GROUPS
from argolint.rules.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome

    Run = Callable[..., Outcome]

PAGE = """\
# some-rule

<!-- error · schema · since 0.1 -->

What it finds.

## Bad

```yaml
# no heading
a: 1

```
"""


def test_all_rules_are_listed_in_columns(argolint: Run) -> None:
    status, out, err = argolint("rules")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) == len(all_rules())
    rules = {rule.name: rule for rule in all_rules()}
    assert {line.split()[0] for line in lines} == set(rules)
    groups = [GROUPS.index(line.split()[2]) for line in lines]
    assert groups == sorted(groups)
    starts = {line.index(rules[line.split()[0]].summary) for line in lines}
    assert len(starts) == 1


def test_all_rules_are_listed_for_programs(argolint: Run) -> None:
    status, out, _ = argolint("rules", "--format", "json")
    assert status == 0
    listed = {rule["name"]: rule for rule in json.loads(out)}
    for rule in all_rules():
        assert listed[rule.name] == {
            "name": rule.name,
            "severity": rule.severity,
            "group": rule.group,
            "since": rule.since,
            "summary": rule.summary,
            "aliases": list(rule.aliases),
        }


@pytest.mark.parametrize("name", [rule.name for rule in all_rules()])
def test_every_rule_is_explained(argolint: Run, name: str) -> None:
    status, out, err = argolint("explain", name)
    assert (status, err) == (0, "")
    assert out.startswith(f"{name}\n\n")
    assert "```" not in out
    assert "<!--" not in out


def test_a_page_is_rendered_simply() -> None:
    assert list(rendered(PAGE, Style())) == [
        "some-rule",
        "",
        "error · schema · since 0.1",
        "",
        "What it finds.",
        "",
        "Bad",
        "",
        "    # no heading",
        "    a: 1",
        "",
    ]
    assert next(rendered(PAGE, Style(color=True))) == "\x1b[1msome-rule\x1b[0m"


def test_an_unknown_rule_gets_the_nearest_name(argolint: Run) -> None:
    status, out, err = argolint("explain", "unknown-feild")
    assert (status, out) == (2, "")
    assert err.splitlines() == [
        "error: unknown rule `unknown-feild`",
        "help: did you mean `unknown-field`? `argolint rules` lists them",
    ]


def test_explain_needs_a_rule(argolint: Run) -> None:
    status, out, err = argolint("explain")
    assert (status, out) == (2, "")
    assert "RULE" in err
