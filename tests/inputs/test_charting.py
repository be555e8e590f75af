"""What is told of a template that nobody renders is told of what it renders to as well."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from argolint import resources
from argolint.project.session import Settings, check_sources
from argolint.rules.api import Basis
from argolint.rules.registry import all_rules
from argolint.source import SourceFile
from tests.inputs.charting import Line, as_template
from tests.pages.page import read_page
from tests.pages.test_pages import TOOLS

_RULES = tuple(rule.name for rule in all_rules() if rule.basis is not Basis.ALL and rule.name not in TOOLS)
_PAGES = sorted(Path(resources.folder("rules")).glob("*.md"))
_SHARES = 8


def manifests() -> list[str]:
    """The examples on the pages of all rules: manifests with mistakes of all kinds."""
    texts = [file.text for path in _PAGES for example in read_page(path).examples for file in example.files]
    return [text for text in texts if "\t" not in text and not re.search(r"\{\{-?\s*[`\"./]", text)]


def uncertain(lines: list[Line]) -> list[str]:
    """What is told of a template, and not of what it renders to; in branches that are not taken, anything may be."""
    rendered = [(text, number) for number, line in enumerate(lines, 1) for text in line.rendered]
    template = SourceFile("chart/templates/flow.yaml", "".join(f"{line.text}\n" for line in lines))
    outcome = SourceFile("chart/rendered/flow.yaml", "".join(f"{text}\n" for text, _ in rendered))
    settings = Settings(select=(*_RULES, "yaml-syntax"))
    due = {(rendered[at.line - 1][1], at.rule) for at in check_sources((outcome,), settings).diagnostics}
    return [
        f"{at.line}: {at.rule}: {at.message}"
        for at in check_sources((template,), settings).diagnostics
        if (at.line, at.rule) not in due and not lines[at.line - 1].idle
    ]


@pytest.mark.parametrize("share", range(_SHARES))
def test_all_that_is_told_of_a_template_is_certain(share: int) -> None:
    random = Random(share)
    for manifest in manifests()[share::_SHARES]:
        lines = as_template(manifest, random)
        assert uncertain(lines) == [], "\n".join(line.text for line in lines)


def test_much_is_told() -> None:
    """The test above would pass with a check that never says anything."""
    random = Random(0)
    settings = Settings(select=(*_RULES, "yaml-syntax"))
    count = 0
    for manifest in manifests():
        text = "".join(f"{line.text}\n" for line in as_template(manifest, random))
        count += len(check_sources((SourceFile("chart/templates/flow.yaml", text),), settings).diagnostics)
    assert count > 60
