"""The shipped tables are what the compiler makes, and each name in the overlay exists."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from argolint import resources
from argolint.schema import SUPPORTED, Version
from argolint.schema.tables import load

if TYPE_CHECKING:
    from types import ModuleType

SCHEMAS = Path(resources.folder("schemas"))


def compiler() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_schemas", SCHEMAS / "compile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def overlay() -> dict[str, Any]:
    return tomllib.loads((SCHEMAS / "overlay.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def fields() -> set[str]:
    """All fields of all versions, as `Struct.field`."""
    known = set()
    for version in SUPPORTED:
        table = json.loads((SCHEMAS / f"argo-{version}.json").read_text(encoding="utf-8"))
        known |= {f"{struct}.{field}" for struct, content in table["structs"].items() for field in content}
    return known


@pytest.mark.conformance
def test_the_compiler_makes_the_shipped_tables(facts: Path, tmp_path: Path) -> None:
    compiler().main(facts / "schema", tmp_path)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == [f"argo-{version}.json" for version in SUPPORTED]
    for name in made:
        assert (tmp_path / name).read_bytes() == (SCHEMAS / name).read_bytes(), f"{name} is out of date"


@pytest.mark.parametrize("section", ["choice", "range", "length", "deprecated"])
def test_the_fields_of_overlay_entries_exist(section: str, overlay: dict[str, Any], fields: set[str]) -> None:
    assert {name for entry in overlay[section] for name in entry["fields"]} <= fields


def test_the_other_names_of_the_overlay_exist(overlay: dict[str, Any], fields: set[str]) -> None:
    named = {*overlay["fields"], *overlay["replaced"], *overlay["integers"]["narrow"]}
    named |= {*overlay["required"]["certain"], *overlay["required"]["elsewhere"], *overlay["choices"]["skip"]}
    named |= {f"{e['struct']}.{f}" for e in overlay["exclusive"] for f in e.get("fields", e.get("except", ()))}
    assert named <= fields


@pytest.mark.parametrize("version", SUPPORTED, ids=str)
def test_every_struct_can_be_read(version: Version) -> None:
    tables = load(version)
    data = json.loads((SCHEMAS / f"argo-{version}.json").read_text(encoding="utf-8"))
    for name in data["structs"]:
        assert set(tables.fields(tables.struct(name))) == set(data["structs"][name])


def test_nothing_is_read_before_it_is_needed() -> None:
    tables = load(SUPPORTED[0])
    assert load(SUPPORTED[0]) is tables
    assert tables.kind("Deployment") is None
