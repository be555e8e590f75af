"""Formats that others define fit what they publish, and what their documentation asks for."""

from __future__ import annotations

import io
import json
from importlib import import_module
from typing import Any

import jsonschema
import pytest
import xmlschema

from argolint.project.session import Report, Settings, check_sources
from argolint.report.style import Style
from argolint.source import SourceFile
from tests.mutations.catalogue import mutants
from tests.report import samples
from tests.report.published import JUNIT, SARIF, published

GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab's documentation of its code quality widget asks for; it publishes no schema."""


def reports() -> list[Any]:
    sources = [SourceFile(f"flows/{number}.yaml", mutant.text) for number, mutant in enumerate(mutants(4))]
    return [
        pytest.param(samples.full_report(), id="sample"),
        pytest.param(samples.report(), id="clean"),
        pytest.param(check_sources(sources, Settings()), id="project"),
    ]


@pytest.fixture(params=reports())
def report(request: pytest.FixtureRequest) -> Report:
    made: Report = request.param
    return made


def rendered(name: str, report: Report) -> str:
    text: str = import_module(f"argolint.report.{name}").render(report, Style())
    return text


@pytest.mark.slow
def test_sarif_fits_the_schema(report: Report) -> None:
    schema = json.loads(published(*SARIF))
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(json.loads(rendered("sarif", report)))] == []


@pytest.mark.slow
def test_junit_fits_the_schema_of_jenkins(report: Report) -> None:
    schema = xmlschema.XMLSchema(io.BytesIO(published(*JUNIT)))
    assert [str(error) for error in schema.iter_errors(rendered("junit", report))] == []


def test_gitlab_fits_its_documentation(report: Report) -> None:
    jsonschema.validate(json.loads(rendered("gitlab", report)), GITLAB)
