"""Expressions are read, typed and computed as the libraries of each Argo version do it."""

from __future__ import annotations

import importlib.util
import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from argolint import resources
from argolint.expressions.expr import ANYTHING, Environment, Verdict, check, environment, parse
from argolint.expressions.expr.functions import builtins
from argolint.expressions.expr.printer import printed
from argolint.expressions.expr.types import named
from argolint.schema.versions import DEFAULT, SUPPORTED, Version

pytestmark = pytest.mark.conformance

PARSED_ALIKE, TREES_ALIKE, COMPILED_ALIKE, TYPED_ALIKE = 0.995, 0.99, 0.995, 0.95
CUT = "<deep>"
"""Stands in a recorded tree for what lies too deep in it."""

DIFFERENCES: dict[str, str] = {
    "1.0 / 0": "JSON has no infinity, so it is recorded as a text",
}
"""Every text that is judged otherwise than recorded, with the reason."""

by_version = pytest.mark.parametrize("version", SUPPORTED, ids=str)


@dataclass(frozen=True)
class Case:
    """A recorded expression; `typed` tells whether its type is that of the version asked for."""

    text: str
    surroundings: str
    record: dict[str, Any]
    typed: bool


@cache
def cases(folder: Path, version: Version) -> tuple[Case, ...]:
    """What is recorded for a version; a version with the library of an older one has its records."""
    found = []
    for name in ("expr.json", "expr_pairs.json"):
        for entry in json.loads((folder / "languages" / name).read_text(encoding="utf-8")):
            own = entry.get("versions", {})
            like = "3.6" if version in (Version(3, 7), Version(4, 0)) else str(version)
            record = own.get(str(version), own.get(like, {}))
            typed = version == DEFAULT or (str(version) in own and "type" in record)
            found.append(Case(entry["text"], entry["env"], {**entry, **record}, typed))
    return tuple(found)


@cache
def surroundings(folder: Path, name: str, version: Version) -> Environment:
    inputs = json.loads((folder / "languages" / "inputs.json").read_text(encoding="utf-8"))
    if name == "argo":
        return environment("tag", version, inputs["expr_env"]["argo"])
    return Environment({"data": named("[]string")}) if name == "data" else ANYTHING


def judged(folder: Path, case: Case, version: Version) -> Verdict:
    return check(parse(case.text, version), surroundings(folder, case.surroundings, version))


def assert_alike(wrong: list[str], count: int, least: float) -> None:
    assert count
    assert set(wrong) <= set(DIFFERENCES)
    assert 1 - len(wrong) / count >= least


@by_version
def test_what_parses(facts: Path, version: Version) -> None:
    recorded = cases(facts, version)
    wrong = [case.text for case in recorded if (parse(case.text, version).tree is not None) != case.record["parse_ok"]]
    assert_alike(wrong, len(recorded), PARSED_ALIKE)


@by_version
def test_trees(facts: Path, version: Version) -> None:
    recorded = [case for case in cases(facts, version) if case.record["parse_ok"] and case.record.get("tree")]
    wrong = []
    for case in recorded:
        tree = parse(case.text, version).tree
        if tree is None or not is_tree(printed(tree), case.record["tree"]):
            wrong.append(case.text)
    assert_alike(wrong, len(recorded), TREES_ALIKE)


def is_tree(found: str, recorded: str) -> bool:
    """Whether a tree is the recorded one, as far as that goes."""
    if CUT not in recorded:
        return found == recorded
    # Only the bracketing of what is cut out is lost, so the parts around it still tell left from right.
    before, after = recorded[: recorded.index(CUT)], recorded[recorded.rindex(CUT) + len(CUT) :]
    return found.startswith(before.rsplit("(", 1)[0]) and found.endswith(after.split(")", 1)[1])


@by_version
def test_what_compiles(facts: Path, version: Version) -> None:
    recorded = [case for case in cases(facts, version) if case.record["parse_ok"]]
    wrong = [case.text for case in recorded if (not judged(facts, case, version).problems) != case.record["ok"]]
    assert_alike(wrong, len(recorded), COMPILED_ALIKE)


@by_version
def test_static_types(facts: Path, version: Version) -> None:
    recorded = [case for case in cases(facts, version) if case.typed and case.record["ok"]]
    if not recorded:
        pytest.skip(f"no type is recorded for {version} alone")
    wrong = [case.text for case in recorded if str(judged(facts, case, version).type) != case.record["type"]]
    assert_alike(wrong, len(recorded), TYPED_ALIKE)


def test_static_types_without_surroundings(facts: Path) -> None:
    recorded = [case for case in cases(facts, DEFAULT) if case.record.get("bare_ok") is not None]
    wrong = []
    for case in recorded:
        verdict = check(parse(case.text, DEFAULT), ANYTHING)
        alike = (not verdict.problems) == case.record["bare_ok"]
        if not alike or (case.record["bare_ok"] and str(verdict.type) != case.record["bare_type"]):
            wrong.append(case.text)
    assert_alike(wrong, len(recorded), TYPED_ALIKE)


@by_version
def test_what_is_said_to_fail_fails(facts: Path, version: Version) -> None:
    recorded = [case for case in cases(facts, version) if case.record["ok"] and "run_ok" in case.record]
    wrong = [case.text for case in recorded if judged(facts, case, version).failures and case.record["run_ok"]]
    assert_alike(wrong, len(recorded), 1)


def test_constants(facts: Path) -> None:
    folded, wrong = 0, []
    for case in cases(facts, DEFAULT):
        constant = judged(facts, case, DEFAULT).constant if case.record["ok"] else None
        if constant is None or "value_type" not in case.record:
            continue
        folded += 1
        value, recorded = constant.value, case.record.get("value")
        is_float = isinstance(value, float) and math.isfinite(value)
        if value != recorded or is_float != (case.record["value_type"] == "float64"):
            wrong.append(case.text)
    assert folded > 150
    assert_alike(wrong, folded, 0.99)


def test_the_table_of_functions_is_what_the_script_makes(facts: Path, tmp_path: Path) -> None:
    schemas = Path(resources.folder("schemas"))
    spec = importlib.util.spec_from_file_location("compile_functions", schemas / "functions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(facts / "languages" / "functions.json", tmp_path / "functions.json")
    assert (tmp_path / "functions.json").read_bytes() == (schemas / "functions.json").read_bytes()


@by_version
def test_every_function_of_the_language_is_in_the_table(facts: Path, version: Version) -> None:
    recorded = json.loads((facts / "languages" / "functions.json").read_text(encoding="utf-8"))["expr"]
    there = {entry["name"] for entry in recorded if version >= Version(*map(int, entry["since"].split(".")))}
    assert set(builtins(version)) == there
